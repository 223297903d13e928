using System.Runtime.InteropServices;

namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>The part of CharLS 2 that decodes JPEG-LS. Every function but the first two returns 0 or the number of an error.</summary>
internal static partial class CharlsNative
{
    private const string Library = "libcharls.so.2";

    [LibraryImport(Library, EntryPoint = "charls_jpegls_decoder_create")]
    public static partial Decoder Create();

    [LibraryImport(Library, EntryPoint = "charls_jpegls_decoder_destroy")]
    private static partial void Destroy(nint decoder);

    /// <param name="source">Is read until the decoder is gone.</param>
    [LibraryImport(Library, EntryPoint = "charls_jpegls_decoder_set_source_buffer")]
    public static unsafe partial int SetSource(Decoder decoder, byte* source, nuint length);

    [LibraryImport(Library, EntryPoint = "charls_jpegls_decoder_read_header")]
    public static partial int ReadHeader(Decoder decoder);

    [LibraryImport(Library, EntryPoint = "charls_jpegls_decoder_get_frame_info")]
    public static partial int GetFrame(Decoder decoder, out Frame frame);

    /// <param name="mode">0: component after component; 1 and 2: interleaved.</param>
    [LibraryImport(Library, EntryPoint = "charls_jpegls_decoder_get_interleave_mode")]
    public static partial int GetInterleaveMode(Decoder decoder, out int mode);

    /// <param name="transformation">0: none.</param>
    [LibraryImport(Library, EntryPoint = "charls_jpegls_decoder_get_color_transformation")]
    public static partial int GetColourTransformation(Decoder decoder, out int transformation);

    [LibraryImport(Library, EntryPoint = "charls_jpegls_decoder_decode_to_buffer")]
    public static partial int Decode(Decoder decoder, Span<byte> pixels, nuint length, uint stride);

    [LibraryImport(Library, EntryPoint = "charls_get_error_message")]
    public static partial nint ErrorMessage(int error);

    [StructLayout(LayoutKind.Sequential)]
    public struct Frame
    {
        public uint Width, Height;
        public int BitsPerSample, Components;
    }

    public sealed class Decoder() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            Destroy(handle);
            return true;
        }
    }
}
