namespace StudyPortal.Core.Datasets;

/// <summary>What another division would change.</summary>
/// <param name="Now">The splits as they are.</param>
/// <param name="Then">The splits as they would be.</param>
/// <param name="Moved">Patients that would change their split.</param>
/// <param name="Prevalence">Positive cases of each label in each split, as it would be.</param>
public sealed record SplitPreview(
    IReadOnlyList<SplitCount> Now, IReadOnlyList<SplitCount> Then, int Moved, IReadOnlyList<(string Label, IReadOnlyDictionary<DatasetSplit, int> Positive)> Prevalence);
