using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Fuzz.Formats;

/// <summary>DICOM files, from the header to the image for the reader and the file without its patient.</summary>
internal sealed class DicomFormat : FuzzFormat
{
    private readonly Deidentification _deidentification = new(new Pseudonyms("a secret of thirty-two characters"u8));

    public override string Name => "dicom";

    public override IReadOnlyList<FuzzSeed> Seeds { get; } =
        [.. SeedFiles.All.Select(path => new FuzzSeed(Path.GetFileName(path), DicomPieces.Of(File.ReadAllBytes(path))))];

    public override IReadOnlyList<byte[]> Codes { get; } = [.. DicomPieces.Codes, .. CodestreamPieces.Markers];

    public override void Read(FuzzSeed seed, byte[] content, string folder)
    {
        var dataset = new Part10Reader().Read(new MemoryStream(content)).Dataset;
        var last = DicomPixels.Frames(dataset) - 1;
        DicomPixels.ToGray(dataset, last);
        DicomPixels.ToViewing(dataset);
        DicomPixels.ToRgb(dataset);
        new Part10Reader().Read(new MemoryStream(DicomWriter.Write(_deidentification.Apply(dataset, 0).Dataset)));
    }
}
