using System.Buffers.Binary;

namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>One component of a frame: its name in scans and how many samples it has for those of the finest component.</summary>
internal sealed record JpegComponent(int Index, int Id, int Horizontal, int Vertical, int Quantisation);

/// <summary>The header of a frame (T.81, B.2.2).</summary>
/// <param name="Process">The number of its marker: 0 and 1 sequential, 2 progressive, 3 lossless.</param>
internal sealed record JpegFrame(int Process, int Precision, int Rows, int Columns, JpegComponent[] Components)
{
    public int MaxHorizontal => Components.Max(component => component.Horizontal);

    public int MaxVertical => Components.Max(component => component.Vertical);

    /// <exception cref="ImageFormatException">The segment is damaged, contradicts the header of the file, or names what is not decoded.</exception>
    public static JpegFrame Parse(int process, ReadOnlySpan<byte> segment, FrameShape shape)
    {
        if (process > 3)
            throw new ImageFormatException(ImageFault.UnsupportedTransferSyntax, $"JPEG process {process} (arithmetic or hierarchical coding) is not decoded. Convert the file to Explicit VR Little Endian.");
        if (segment.Length < 6 || segment.Length < 6 + 3 * segment[5])
            throw FrameCodec.Corrupt(JpegDecoder.Name, "its frame header is cut short");
        var components = new JpegComponent[segment[5]];
        for (var index = 0; index < components.Length; index++)
        {
            var entry = segment.Slice(6 + 3 * index, 3);
            components[index] = new JpegComponent(index, entry[0], entry[1] >> 4, entry[1] & 15, entry[2]);
        }
        var frame = new JpegFrame(process, segment[0], BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]), components);
        frame.Check(shape);
        return frame;
    }

    private void Check(FrameShape shape)
    {
        FrameCodec.RequireSize(JpegDecoder.Name, shape, Rows, Columns, Components.Length);
        if (Precision is < 2 or > 16 || Precision > shape.BitsAllocated || (Process < 3 && Precision is not (8 or 12)))
            throw FrameCodec.Corrupt(JpegDecoder.Name, $"samples of {Precision} bits, where the header allocates {shape.BitsAllocated}");
        if (Components.Any(component => component.Horizontal is < 1 or > 4 || component.Vertical is < 1 or > 4 || component.Quantisation > 3))
            throw FrameCodec.Corrupt(JpegDecoder.Name, "a component has a sampling factor or table that the standard does not know");
        if (Components.Any(component => MaxHorizontal % component.Horizontal != 0 || MaxVertical % component.Vertical != 0) || (Process == 3 && MaxHorizontal * MaxVertical > 1 && Components.Length > 1))
            throw new ImageFormatException(ImageFault.UnsupportedPixelFormat, "A JPEG frame whose components are sampled in a ratio that is not decoded. Convert the file to Explicit VR Little Endian.");
    }
}
