using StudyPortal.Imaging;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Core.Datasets;

/// <summary>Finds the DICOM images below a folder, each instance once.</summary>
internal static class DicomInstances
{
    private static readonly string[] KnownViews = ["PA", "AP", "LL", "RL", "LAT", "LATERAL"];

    public static IReadOnlyList<DicomInstance> Find(
        string folder, Pseudonyms pseudonyms, List<SourceProblem> problems, Func<ImageFormatException, string> describe, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, DicomInstance>(StringComparer.Ordinal);
        var silent = 0;
        foreach (var file in SourceFiles.All(folder).Where(file => DicomSniff.IsDicom(Path.Combine(folder, file))))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var dataset = DicomFile.Read(Path.Combine(folder, file)).Dataset;
                if (dataset[DicomTags.PixelData] is null) problems.Add(new SourceProblem(file, null, "Holds no image (a report, a directory, a presentation state); it is left out.", IsNote: true));
                else if (Refusal(dataset) is { } refusal) problems.Add(new SourceProblem(file, null, refusal));
                else Keep(file, dataset, pseudonyms, found, problems);
                if (dataset[DicomTags.PixelData] is not null && dataset.Text(DicomTags.BurnedInAnnotation) is null) silent++;
            }
            catch (ImageFormatException refused)
            {
                problems.Add(new SourceProblem(file, null, describe(refused)));
            }
        }

        if (silent > 0)
            problems.Add(new SourceProblem("(all files)", null, $"{silent} images do not say whether text is burned into their pixels. Look at them before a reader does.", IsNote: true));
        return SliceStacks.Give([.. found.Values], problems);
    }

    private static string? Refusal(DicomDataset dataset)
    {
        return DicomPixels.Frames(dataset) == 1 ? null : "E_UNSUPPORTED_PIXEL_FORMAT: the file holds several frames; one image per file is imported.";
    }

    private static void Keep(string file, DicomDataset dataset, Pseudonyms pseudonyms, Dictionary<string, DicomInstance> found, List<SourceProblem> problems)
    {
        var uid = dataset.Text(DicomTags.SopInstanceUid);
        var patient = dataset.Text(DicomTags.PatientId) ?? dataset.Text(DicomTags.StudyInstanceUid);
        if (uid is null || patient is null)
            problems.Add(new SourceProblem(file, null, "E_INVALID_DATASET: SOPInstanceUID, or both PatientID and StudyInstanceUID, are missing."));
        else if (found.TryGetValue(uid, out var first))
            problems.Add(new SourceProblem(file, null, $"The same instance as {first.File}; it is left out.", IsNote: true));
        else
            found[uid] = new DicomInstance(file, uid, patient, View(dataset), pseudonyms.Uid(uid), SlicePlane.Of(dataset));
    }

    private static string View(DicomDataset dataset) => dataset.Text(DicomTags.ViewPosition) is { } view && KnownViews.Contains(view) ? view : "";
}
