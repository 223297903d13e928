namespace StudyPortal.Core.Datasets;

/// <summary>Puts the images of cross-sectional series in order, so that a reader can scroll through what lies beside a case.</summary>
internal static class SliceStacks
{
    /// <summary>Slices to either side of a case.</summary>
    public const int Reach = 16;

    /// <summary>Slices nearer to each other than this lie at the same place (mm).</summary>
    public const double Same = 0.001;

    /// <summary>The images, in the order given, each with the ones beside it.</summary>
    public static IReadOnlyList<DicomInstance> Give(IReadOnlyList<DicomInstance> instances, List<SourceProblem> problems)
    {
        var stacks = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var series in instances.Where(instance => instance.Plane is not null).GroupBy(instance => (instance.Patient, instance.Plane!.Series, instance.Plane.Facing)))
        {
            var slices = series.OrderBy(instance => instance.Plane!.Along).ThenBy(instance => instance.File, StringComparer.Ordinal).ToList();
            if (slices.Zip(slices.Skip(1)).Any(pair => pair.Second.Plane!.Along - pair.First.Plane!.Along < Same))
                problems.Add(new SourceProblem(slices[0].File, null, $"Several of the {slices.Count} images of its series lie at one place in the patient; they are imported without the slices beside them.", IsNote: true));
            else if (slices.Count > 1)
                foreach (var (at, slice) in slices.Index()) stacks[slice.File] = [.. slices[Math.Max(0, at - Reach)..Math.Min(slices.Count, at + Reach + 1)].Select(each => each.File)];
        }

        return [.. instances.Select(instance => stacks.TryGetValue(instance.File, out var stack) ? instance with { Stack = stack } : instance)];
    }
}
