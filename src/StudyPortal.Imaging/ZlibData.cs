using System.IO.Compression;
using System.Runtime.InteropServices;

namespace StudyPortal.Imaging;

/// <summary>Decompresses zlib data of a known length, by libdeflate where it is installed: it is faster than the runtime's own stream.</summary>
internal static unsafe class ZlibData
{
    public static readonly bool IsNative = NativeLibrary.TryLoad(LibDeflateNative.Library, typeof(ZlibData).Assembly, null, out _);

    [ThreadStatic]
    private static LibDeflateNative.Decompressor? _decompressor;

    /// <summary>Whether the data are whole and give just as many bytes as there is room for.</summary>
    public static bool Inflates(byte[] packed, int length, Span<byte> into) =>
        IsNative ? InflatesAtOnce(packed.AsSpan(0, length), into) : InflatesAsStream(packed, length, into);

    /// <summary>Nothing may be missing, not even of the checksum.</summary>
    /// <exception cref="DllNotFoundException">libdeflate is not installed.</exception>
    public static bool InflatesAtOnce(ReadOnlySpan<byte> packed, Span<byte> into)
    {
        _decompressor ??= LibDeflateNative.Create();
        if (_decompressor.IsInvalid)
            throw new InsufficientMemoryException();
        return LibDeflateNative.Decompress(_decompressor, packed, (nuint)packed.Length, into, (nuint)into.Length, out _, null) == 0;
    }

    /// <summary>The runtime's own way, which passes over an end that is cut off when the bytes before it are whole.</summary>
    public static bool InflatesAsStream(byte[] packed, int length, Span<byte> into)
    {
        try
        {
            using var stream = new ZLibStream(new MemoryStream(packed, 0, length), CompressionMode.Decompress);
            return stream.ReadAtLeast(into, into.Length, throwOnEndOfStream: false) == into.Length && stream.ReadByte() < 0;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            return false;
        }
    }
}
