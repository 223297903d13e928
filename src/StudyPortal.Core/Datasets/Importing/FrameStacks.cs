using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Core.Datasets;

/// <summary>
/// What is imported of a file with several frames: one case. Where the frames are slices (each says where it lies, or the
/// modality makes nothing else) it is the middle one, with the others beside it; of a film it is the middle frame alone.
/// </summary>
internal static class FrameStacks
{
    private static readonly string[] CrossSections = ["CT", "MR", "PT"];

    public static DicomInstance Give(DicomInstance instance, DicomDataset dataset, int frames, List<SourceProblem> problems)
    {
        var planes = Enumerable.Range(0, frames).Select(frame => SlicePlane.Of(dataset, frame)).ToList();
        var ordered = Enumerable.Range(0, frames).ToList();
        var lie = planes.TrueForAll(plane => plane is not null && plane.Facing == planes[0]?.Facing);
        if (lie)
        {
            ordered = [.. ordered.OrderBy(frame => planes[frame]!.Along)];
            lie = ordered.Zip(ordered.Skip(1)).All(pair => planes[pair.Second]!.Along - planes[pair.First]!.Along >= SliceStacks.Same);
            if (!lie) problems.Add(new SourceProblem(instance.File, null, $"Several of its {frames} frames lie at one place in the patient; the middle one is imported without the others beside it.", IsNote: true));
        }
        else if (planes.TrueForAll(plane => plane is null))
            lie = CrossSections.Contains(dataset.Text(DicomTags.Modality));

        var middle = frames / 2;
        var stack = ordered.Skip(Math.Max(0, middle - SliceStacks.Reach)).Take(SliceStacks.Reach + Math.Min(middle, SliceStacks.Reach) + 1);
        return instance with { Image = FrameNames.Of(instance.File, ordered[middle]), Plane = null, Stack = lie ? [.. stack.Select(frame => FrameNames.Of(instance.File, frame))] : [] };
    }
}
