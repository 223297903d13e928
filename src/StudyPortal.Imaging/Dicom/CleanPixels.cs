using System.Buffers.Binary;
using System.Globalization;

namespace StudyPortal.Imaging.Dicom;

/// <summary>
/// The stored values and nothing beside them: bits outside them, where old scanners draw overlays, and bytes behind
/// the last frame are left out.
/// </summary>
internal static class CleanPixels
{
    public static void Copy(DicomDataset source, PixelModule module, DicomDataset clean)
    {
        clean
            .Set(DicomElement.UnsignedShort(DicomTags.SamplesPerPixel, 1))
            .Set(DicomElement.Text(DicomTags.PhotometricInterpretation, "CS", module.WhiteIsZero ? "MONOCHROME1" : "MONOCHROME2"))
            .Set(DicomElement.UnsignedShort(DicomTags.Rows, (ushort)module.Rows))
            .Set(DicomElement.UnsignedShort(DicomTags.Columns, (ushort)module.Columns))
            .Set(DicomElement.UnsignedShort(DicomTags.BitsAllocated, (ushort)module.BitsAllocated))
            .Set(DicomElement.UnsignedShort(DicomTags.BitsStored, (ushort)module.BitsStored))
            .Set(DicomElement.UnsignedShort(DicomTags.HighBit, (ushort)(module.BitsStored - 1)))
            .Set(DicomElement.UnsignedShort(DicomTags.PixelRepresentation, (ushort)(module.IsSigned ? 1 : 0)))
            .Set(DicomElement.Bytes(DicomTags.PixelData, module.BitsAllocated == 8 ? "OB" : "OW", Values(module)));
        if (module.Frames > 1)
            clean.Set(DicomElement.Text(DicomTags.NumberOfFrames, "IS", module.Frames.ToString(CultureInfo.InvariantCulture)));
        foreach (var tag in new[] { DicomTags.PixelPaddingValue, DicomTags.PixelPaddingRangeLimit })
            if (source.UnsignedShort(tag) is { } padding)
                clean.Set(DicomElement.Bytes(tag, module.IsSigned ? "SS" : "US", DicomElement.UnsignedShort(tag, padding).Value));
    }

    private static byte[] Values(PixelModule module)
    {
        var bytes = new byte[module.FrameBytes * module.Frames];
        var written = bytes.AsSpan();
        for (var frame = 0; frame < module.Frames; frame++)
            foreach (var value in module.Stored(frame))
            {
                if (module.BitsAllocated == 8)
                    written[0] = (byte)value;
                else
                    BinaryPrimitives.WriteInt16LittleEndian(written, (short)value);
                written = written[module.BytesPerPixel..];
            }
        return bytes;
    }
}
