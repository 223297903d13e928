using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Imaging.Tests.Dicom;

/// <summary>De-identified files hold the pixels of any source uncompressed, and show the same picture.</summary>
public sealed class CleanPixelsTests
{
    private static readonly Deidentification Clean = new(new Pseudonyms("a secret of the study, 32 bytes!"u8));

    [Theory]
    [InlineData("MR_small_RLE.dcm", "MONOCHROME2")]
    [InlineData("MR_small_bigendian.dcm", "MONOCHROME2")]
    [InlineData("image_dfl.dcm", "MONOCHROME2")]
    [InlineData("emri_small_RLE.dcm", "MONOCHROME2")]
    [InlineData("ExplVR_BigEnd.dcm", "RGB")]
    [InlineData("SC_ybr_full_422_uncompressed.dcm", "YBR_FULL")]
    [InlineData("SC_rgb_small_odd_jpeg.dcm", "YBR_FULL")]
    [InlineData("SC_rgb_rle_16bit_2frame.dcm", "RGB")]
    [InlineData("SC_rgb_rle_32bit.dcm", "RGB")]
    [InlineData("OBXXXX1A_rle.dcm", "PALETTE COLOR")]
    [InlineData("rtdose_rle.dcm", "MONOCHROME2")]
    [InlineData("parametric_map_float.dcm", "MONOCHROME2")]
    [InlineData("liver_1frame.dcm", "MONOCHROME2")]
    [InlineData("CT0012.fragmented_no_bot_jpeg_baseline.51.dcm", "MONOCHROME2")]
    public void Every_frame_keeps_its_stored_values_and_its_picture(string name, string photometric)
    {
        var source = WithIdentifiers(DicomFile.Read(Fixture.At("dicom", name)).Dataset);

        var written = new Part10Reader().Read(new MemoryStream(DicomWriter.Write(Clean.Apply(source).Dataset)));

        Assert.Equal((DicomFile.ExplicitLittleEndian, photometric), (written.TransferSyntax, written.Dataset.Text(DicomTags.PhotometricInterpretation)));
        Assert.Equal(DicomPixels.Frames(source), DicomPixels.Frames(written.Dataset));
        for (var frame = 0; frame < DicomPixels.Frames(source); frame++)
        {
            Assert.Equal(DicomPixels.Stored(source, frame).Bytes, DicomPixels.Stored(written.Dataset, frame).Bytes);
            Assert.Equal(DicomPixels.ToGray(source, frame).Pixels, DicomPixels.ToGray(written.Dataset, frame).Pixels);
            Assert.Equal(DicomPixels.ToRgb(source, frame)?.Samples, DicomPixels.ToRgb(written.Dataset, frame)?.Samples);
        }
    }

    [Fact]
    public void One_frame_of_several_is_written_with_what_is_said_of_it()
    {
        var source = DicomFile.Read(Fixture.At("dicom", "emri_small.dcm")).Dataset;

        var clean = Clean.Apply(source, frame: 7).Dataset;

        Assert.Equal(1, DicomPixels.Frames(clean));
        Assert.Equal(DicomPixels.Stored(source, 7).Bytes, DicomPixels.Stored(clean).Bytes);
        Assert.Equal(DicomPixels.ToGray(source, 7).Pixels, DicomPixels.ToGray(clean).Pixels);
    }

    /// <summary>Some of the samples have none.</summary>
    private static DicomDataset WithIdentifiers(DicomDataset dataset)
    {
        foreach (var tag in new[] { DicomTags.SopInstanceUid, DicomTags.StudyInstanceUid, DicomTags.PatientId })
            if (dataset.Text(tag) is null)
                dataset.Set(DicomElement.Text(tag, "UI", "1.2.3"));
        return dataset;
    }
}
