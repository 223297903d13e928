using System.Runtime.InteropServices;

namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>The part of OpenJPEG 2 that decodes a JPEG 2000 codestream. Functions that return a number return 0 when they fail.</summary>
internal static unsafe partial class OpenJpegNative
{
    private const string Library = "libopenjp2.so.7";

    /// <summary>More than opj_dparameters_t takes, which holds two file names of 4096 bytes.</summary>
    public const int ParametersLength = 16384;

    [LibraryImport(Library, EntryPoint = "opj_version")]
    public static partial nint Version();

    /// <param name="format">0: a codestream without a file format around it.</param>
    [LibraryImport(Library, EntryPoint = "opj_create_decompress")]
    public static partial Codec CreateDecoder(int format);

    [LibraryImport(Library, EntryPoint = "opj_set_default_decoder_parameters")]
    public static partial void SetDefaults(Span<byte> parameters);

    [LibraryImport(Library, EntryPoint = "opj_setup_decoder")]
    public static partial int SetUp(Codec codec, Span<byte> parameters);

    [LibraryImport(Library, EntryPoint = "opj_set_error_handler")]
    public static partial int SetErrorHandler(Codec codec, delegate* unmanaged<nint, nint, void> handler, nint data);

    [LibraryImport(Library, EntryPoint = "opj_stream_create")]
    public static partial Stream CreateStream(nuint bufferLength, int isInput);

    [LibraryImport(Library, EntryPoint = "opj_stream_set_read_function")]
    public static partial void SetRead(Stream stream, delegate* unmanaged<byte*, nuint, nint, nuint> read);

    [LibraryImport(Library, EntryPoint = "opj_stream_set_skip_function")]
    public static partial void SetSkip(Stream stream, delegate* unmanaged<long, nint, long> skip);

    [LibraryImport(Library, EntryPoint = "opj_stream_set_seek_function")]
    public static partial void SetSeek(Stream stream, delegate* unmanaged<long, nint, int> seek);

    [LibraryImport(Library, EntryPoint = "opj_stream_set_user_data")]
    public static partial void SetData(Stream stream, nint data, nint free);

    [LibraryImport(Library, EntryPoint = "opj_stream_set_user_data_length")]
    public static partial void SetLength(Stream stream, ulong length);

    [LibraryImport(Library, EntryPoint = "opj_read_header")]
    public static partial int ReadHeader(Stream stream, Codec codec, out Image image);

    [LibraryImport(Library, EntryPoint = "opj_decode")]
    public static partial int Decode(Codec codec, Stream stream, Image image);

    [LibraryImport(Library, EntryPoint = "opj_destroy_codec")]
    private static partial void DestroyCodec(nint codec);

    [LibraryImport(Library, EntryPoint = "opj_stream_destroy")]
    private static partial void DestroyStream(nint stream);

    [LibraryImport(Library, EntryPoint = "opj_image_destroy")]
    private static partial void DestroyImage(nint image);

    /// <summary>opj_image_t</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ImageHeader
    {
        public uint X0, Y0, X1, Y1, ComponentCount;
        public int ColourSpace;
        public Component* Components;
        public nint Profile;
        public uint ProfileLength;
    }

    /// <summary>opj_image_comp_t</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Component
    {
        public uint StepX, StepY, Width, Height, X0, Y0, Precision, BitsPerPixel, IsSigned, Resolutions, Factor;
        public int* Samples;
        public ushort Alpha;
    }

    public sealed class Codec() : Handle(DestroyCodec);

    public sealed class Stream() : Handle(DestroyStream);

    public sealed class Image() : Handle(DestroyImage)
    {
        public ImageHeader* Header => (ImageHeader*)handle;
    }

    public abstract class Handle(Action<nint> destroy) : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            destroy(handle);
            return true;
        }
    }
}
