using System.Runtime.InteropServices;

namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>JPEG 2000 (ITU-T T.800) and, with OpenJPEG 2.5, its high-throughput form (T.814).</summary>
internal static unsafe class Jpeg2000
{
    private static readonly Version HighThroughput = new(2, 5);

    /// <exception cref="ImageFormatException">The codestream is damaged, cut short, too large or not of that shape, or OpenJPEG is not installed.</exception>
    public static DecodedFrame Decode(ReadOnlyMemory<byte> codestream, FrameShape shape, bool isHighThroughput)
    {
        // A decoded sample takes four bytes before it is put into its cell.
        ImageLimits.Check(shape.Columns, shape.Rows, 1, 4L * shape.Samples);
        var bare = Jpeg2000Header.Unwrapped(codestream).Span;
        var header = Jpeg2000Header.Read(bare);
        FrameCodec.RequireSize(Jpeg2000Header.Name, shape, header.Rows, header.Columns, header.Precisions.Length);
        if (header.Precisions.Max() > shape.BitsAllocated)
            throw FrameCodec.Corrupt(Jpeg2000Header.Name, $"samples of {header.Precisions.Max()} bits, where the header allocates {shape.BitsAllocated}");
        if (header.IsSubsampled)
            throw new ImageFormatException(ImageFault.UnsupportedPixelFormat, "JPEG 2000 components of different sizes are not read. Convert the file to Explicit VR Little Endian.");
        try
        {
            if (isHighThroughput && Version.Parse(Marshal.PtrToStringUTF8(OpenJpegNative.Version())!) < HighThroughput)
                throw new ImageFormatException(ImageFault.UnsupportedTransferSyntax, $"High-throughput JPEG 2000 needs OpenJPEG {HighThroughput} or later.");
            return new DecodedFrame(Pixels(bare, header, shape), header.IsTransformed);
        }
        catch (Exception absent) when (absent is DllNotFoundException or EntryPointNotFoundException)
        {
            throw FrameCodec.NotInstalled(Jpeg2000Header.Name, "OpenJPEG 2 (libopenjp2.so.7)", "libopenjp2-7", absent);
        }
    }

    private static byte[] Pixels(ReadOnlySpan<byte> codestream, Jpeg2000Header header, FrameShape shape)
    {
        var errors = new List<string>();
        var errorsHandle = GCHandle.Alloc(errors);
        try
        {
            fixed (byte* bytes = codestream)
            {
                var source = new Source { Bytes = bytes, Length = codestream.Length };
                using var codec = OpenJpegNative.CreateDecoder(0);
                using var stream = Stream(&source);
                Span<byte> parameters = new byte[OpenJpegNative.ParametersLength];
                OpenJpegNative.SetDefaults(parameters);
                Require(OpenJpegNative.SetErrorHandler(codec, &Keep, GCHandle.ToIntPtr(errorsHandle)), errors);
                Require(OpenJpegNative.SetUp(codec, parameters), errors);
                var isRead = OpenJpegNative.ReadHeader(stream, codec, out var image);
                using (image)
                {
                    Require(isRead, errors);
                    Require(OpenJpegNative.Decode(codec, stream, image), errors);
                    return Packed(image.Header, header, shape);
                }
            }
        }
        finally
        {
            errorsHandle.Free();
        }
    }

    private static byte[] Packed(OpenJpegNative.ImageHeader* image, Jpeg2000Header header, FrameShape shape)
    {
        var pixels = new byte[shape.Bytes];
        for (var index = 0; index < shape.Samples; index++)
        {
            var component = image->Components[index];
            if (image->ComponentCount != shape.Samples || component.Samples is null || component.Width != shape.Columns || component.Height != shape.Rows)
                throw FrameCodec.Corrupt(Jpeg2000Header.Name, $"component {index + 1} was not decoded");
            var samples = new ReadOnlySpan<int>(component.Samples, shape.Pixels);
            Reconciliation.Of(shape, (int)component.Precision, component.IsSigned != 0, header.IsReversible).Put(samples, pixels, index, shape);
        }
        return pixels;
    }

    private static OpenJpegNative.Stream Stream(Source* source)
    {
        var stream = OpenJpegNative.CreateStream((nuint)Math.Clamp(source->Length, 1024, 1 << 20), 1);
        OpenJpegNative.SetRead(stream, &Read);
        OpenJpegNative.SetSkip(stream, &Skip);
        OpenJpegNative.SetSeek(stream, &Seek);
        OpenJpegNative.SetData(stream, (nint)source, 0);
        OpenJpegNative.SetLength(stream, (ulong)source->Length);
        return stream;
    }

    private static void Require(int isDone, List<string> errors)
    {
        if (isDone == 0)
            throw FrameCodec.Corrupt(Jpeg2000Header.Name, errors is [var first, ..] ? first : "it could not be decoded");
    }

    [UnmanagedCallersOnly]
    private static void Keep(nint message, nint errors)
    {
        var kept = (List<string>)GCHandle.FromIntPtr(errors).Target!;
        if (kept.Count == 0)
            kept.Add(Marshal.PtrToStringUTF8(message)?.Trim().TrimEnd('.') ?? "");
    }

    [UnmanagedCallersOnly]
    private static nuint Read(byte* into, nuint length, nint data)
    {
        var source = (Source*)data;
        var count = Math.Min((long)length, source->Length - source->Position);
        if (count <= 0)
            return nuint.MaxValue;
        Buffer.MemoryCopy(source->Bytes + source->Position, into, (long)length, count);
        source->Position += count;
        return (nuint)count;
    }

    [UnmanagedCallersOnly]
    private static long Skip(long count, nint data)
    {
        var source = (Source*)data;
        var skipped = Math.Clamp(count, -source->Position, source->Length - source->Position);
        source->Position += skipped;
        return skipped == 0 && count != 0 ? -1 : skipped;
    }

    [UnmanagedCallersOnly]
    private static int Seek(long position, nint data)
    {
        var source = (Source*)data;
        if (position < 0 || position > source->Length)
            return 0;
        source->Position = position;
        return 1;
    }

    private struct Source
    {
        public byte* Bytes;
        public long Length, Position;
    }
}
