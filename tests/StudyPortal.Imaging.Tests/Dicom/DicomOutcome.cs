using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Imaging.Tests.Dicom;

/// <summary>How reading every frame of a file in every form ends.</summary>
internal static class DicomOutcome
{
    /// <summary>The refusal and its code, or "decode", with the warning if there is one. Any other exception fails the test.</summary>
    public static (string Code, ImageFormatException? Refused) Of(Func<DicomFile> read)
    {
        try
        {
            var file = read();
            for (var frame = 0; frame < DicomPixels.Frames(file.Dataset); frame++)
                Assert.NotEmpty(DicomPixels.ToViewing(file.Dataset, frame).Image.Pixels);
            Assert.NotEmpty(DicomPixels.ToGray(file.Dataset).Pixels);
            return (string.Join(":", (string[])["decode", .. file.Warnings.Take(1)]), null);
        }
        catch (ImageFormatException refused)
        {
            return (refused.Code, refused);
        }
    }
}
