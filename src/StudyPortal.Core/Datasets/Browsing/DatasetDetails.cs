namespace StudyPortal.Core.Datasets;

/// <summary>A data set with what it holds; <see cref="Counts"/> has every label of every split that has cases.</summary>
public sealed record DatasetDetails(
    DatasetId Id, string Name, string Adapter, bool IsSynthetic, string Source, IReadOnlyList<string> Labels, int? SplitSeed,
    string ImportedBy, DateTime ImportedUtc, Guid ImportId, int Refused, int Noted,
    IReadOnlyList<SplitCount> Splits, IReadOnlyList<LabelCount> Counts)
{
    public int Cases => Splits.Sum(split => split.Cases);

    /// <summary>No patient is in two splits, so this is a plain sum.</summary>
    public int Patients => Splits.Sum(split => split.Patients);

    /// <summary>The label in all splits together when <paramref name="split"/> is null.</summary>
    public LabelCount CountOf(string label, DatasetSplit? split)
    {
        var counts = Counts.Where(count => count.Label == label && (split is null || count.Split == split)).ToList();
        return new LabelCount(label, split, counts.Sum(c => c.Positive), counts.Sum(c => c.Negative), counts.Sum(c => c.Uncertain), counts.Sum(c => c.Unmentioned));
    }
}
