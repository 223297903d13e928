namespace StudyPortal.Core.Datasets;

/// <summary>A data set with what it holds.</summary>
/// <param name="Adapter">Format of its source.</param>
/// <param name="Labels">In the order of the source.</param>
/// <param name="SplitSeed">By which patients were divided; null where the source has folds.</param>
/// <param name="Refused">Rows or files that the import left out.</param>
/// <param name="Noted">What it noted besides.</param>
/// <param name="Counts">Of every label in every split that has cases.</param>
public sealed record DatasetDetails(
    DatasetId Id, string Name, string Adapter, bool IsSynthetic, string Source, IReadOnlyList<string> Labels, int? SplitSeed,
    string ImportedBy, DateTime ImportedUtc, Guid ImportId, int Refused, int Noted,
    IReadOnlyList<SplitCount> Splits, IReadOnlyList<LabelCount> Counts)
{
    /// <summary>Splits that the source gave while the seed divided its other patients; empty where it gave all or none.</summary>
    public IReadOnlyList<DatasetSplit> GivenSplits { get; init; } = [];

    /// <summary>What an uncertain label teaches where a recipe does not say otherwise.</summary>
    public UncertainPolicy Uncertain { get; init; }

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
