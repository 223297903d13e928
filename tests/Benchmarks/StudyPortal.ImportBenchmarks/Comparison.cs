namespace StudyPortal.ImportBenchmarks;

/// <summary>One operation of ours beside the same in Python.</summary>
/// <param name="Operation">As both sides call it: the folder of its files, and after a slash on how many processes the peer does it.</param>
/// <param name="Says">What the peer does.</param>
/// <param name="Wanted">How many times as fast ours is meant to be.</param>
internal sealed record Comparison(string Name, string Operation, string Says, double Wanted)
{
    public static IReadOnlyList<Comparison> All { get; } =
    [
        new("PNG 1024 to 256, decoded, resized, stored", "png/1", "Pillow, one process", 3),
        new("PNG 1024 to 256, decoded, resized, stored", "png/2", "Pillow, two processes", 1.5),
        new("DICOM, uncompressed", "uncompressed", "pydicom with numpy; ours on one core", 1),
        new("DICOM, JPEG lossless", "jpeg-lossless", "pydicom with gdcm; ours on one core", 1),
        new("DICOM, JPEG 2000", "jpeg-2000", "pydicom with gdcm; ours on one core", 1),
        new("DICOM, JPEG 2000", "jpeg-2000/2", "pydicom with gdcm, two processes; ours on two cores, as an import", 1),
        new("headers of 10,000 DICOM files", "headers", "pydicom without pixels; ours on one core", 5),
    ];
}
