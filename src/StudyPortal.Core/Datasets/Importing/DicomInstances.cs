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
        foreach (var file in SourceFiles.All(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!DicomSniff.IsDicom(Path.Combine(folder, file)))
            {
                NoteOther(file, problems);
                continue;
            }

            try
            {
                var dataset = DicomFile.Read(Path.Combine(folder, file)).Dataset;
                if (!DicomPixels.AreIn(dataset)) problems.Add(new SourceProblem(file, null, "Holds no image (a report, a directory, a presentation state); it is left out.", IsNote: true));
                else Keep(file, dataset, pseudonyms, found, problems);
                if (DicomPixels.AreIn(dataset) && dataset.Text(DicomTags.BurnedInAnnotation) is null) silent++;
            }
            catch (ImageFormatException refused)
            {
                problems.Add(new SourceProblem(file, null, describe(refused)));
            }
        }

        if (silent > 0)
            problems.Add(new SourceProblem(StoredNames.AllFiles, null, $"{silent} images do not say whether text is burned into their pixels. Look at them before a reader does.", IsNote: true));
        return SliceStacks.Give([.. found.Values], problems);
    }

    /// <summary>CSV files are the labels and boxes.</summary>
    private static void NoteOther(string file, List<SourceProblem> problems)
    {
        if (!file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            problems.Add(new SourceProblem(file, null, "Not DICOM (the letters DICM are not at byte 128); it is left out.", IsNote: true));
    }

    private static void Keep(string file, DicomDataset dataset, Pseudonyms pseudonyms, Dictionary<string, DicomInstance> found, List<SourceProblem> problems)
    {
        var frames = DicomPixels.Frames(dataset);
        var uid = dataset.Text(DicomTags.SopInstanceUid);
        var patient = dataset.Text(DicomTags.PatientId) ?? dataset.Text(DicomTags.StudyInstanceUid);
        if (uid is null || patient is null)
            problems.Add(new SourceProblem(file, null, "E_INVALID_DATASET: SOPInstanceUID, or both PatientID and StudyInstanceUID, are missing."));
        else if (found.TryGetValue(uid, out var first))
            problems.Add(new SourceProblem(file, null, $"The same instance as \"{first.File}\"; it is left out.", IsNote: true));
        else
        {
            var instance = new DicomInstance(file, uid, patient, View(dataset), pseudonyms.Uid(uid), SlicePlane.Of(dataset));
            found[uid] = frames == 1 ? instance : FrameStacks.Give(instance, dataset, frames, problems);
        }
    }

    private static string View(DicomDataset dataset) => dataset.Text(DicomTags.ViewPosition) is { } view && KnownViews.Contains(view) ? view : "";
}
