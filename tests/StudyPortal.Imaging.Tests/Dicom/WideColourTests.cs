using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Imaging.Tests.Dicom;

public sealed class WideColourTests
{
    [Fact]
    public void Colour_of_8_bits_in_cells_of_16_is_shown_as_in_cells_of_8()
    {
        var dataset = new DicomDataset()
            .Set(DicomElement.UnsignedShort(DicomTags.SamplesPerPixel, 3)).Set(DicomElement.Text(DicomTags.PhotometricInterpretation, "CS", "RGB"))
            .Set(DicomElement.UnsignedShort(DicomTags.Rows, 1)).Set(DicomElement.UnsignedShort(DicomTags.Columns, 2))
            .Set(DicomElement.UnsignedShort(DicomTags.BitsAllocated, 16)).Set(DicomElement.UnsignedShort(DicomTags.BitsStored, 8)).Set(DicomElement.UnsignedShort(DicomTags.HighBit, 7))
            .Set(DicomElement.UnsignedShort(DicomTags.PixelRepresentation, 0)).Set(DicomElement.UnsignedShort(DicomTags.PixelData, 10, 20, 30, 0, 128, 255));

        Assert.Equal([10, 20, 30, 0, 128, 255], DicomPixels.ToRgb(dataset)!.Samples);
    }
}
