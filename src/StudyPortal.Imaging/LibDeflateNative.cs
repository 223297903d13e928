using System.Runtime.InteropServices;

namespace StudyPortal.Imaging;

/// <summary>The part of libdeflate that decompresses zlib data in one piece.</summary>
internal static unsafe partial class LibDeflateNative
{
    public const string Library = "libdeflate.so.0";

    [LibraryImport(Library, EntryPoint = "libdeflate_alloc_decompressor")]
    public static partial Decompressor Create();

    /// <returns>0 when the data are whole, their checksum fits and they are as long as <paramref name="into"/>.</returns>
    /// <param name="taken">How many bytes of <paramref name="from"/> the data are.</param>
    /// <param name="written">Null to ask for exactly <paramref name="intoLength"/> bytes.</param>
    [LibraryImport(Library, EntryPoint = "libdeflate_zlib_decompress_ex")]
    public static partial int Decompress(Decompressor decompressor, ReadOnlySpan<byte> from, nuint fromLength, Span<byte> into, nuint intoLength, out nuint taken, nuint* written);

    [LibraryImport(Library, EntryPoint = "libdeflate_free_decompressor")]
    private static partial void Free(nint decompressor);

    /// <summary>For one thread at a time.</summary>
    public sealed class Decompressor() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            Free(handle);
            return true;
        }
    }
}
