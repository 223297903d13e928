namespace StudyPortal.Core.Datasets;

/// <summary>A data set and how many cases of which kind it holds, without their labels, which take longer to count.</summary>
/// <param name="Adapter">Format of its source.</param>
/// <param name="Labels">In the order of the source.</param>
/// <param name="SplitSeed">By which patients were divided; null where the source has folds.</param>
/// <param name="Refused">Rows or files that the import left out.</param>
/// <param name="Noted">What it noted besides.</param>
/// <param name="Views">That occur, the empty one among them where the source does not always say.</param>
/// <param name="Modalities">Likewise.</param>
/// <param name="Reviews">Cases in every state of review that occurs.</param>
public sealed record DatasetHead(
    DatasetId Id, string Name, string Adapter, bool IsSynthetic, string Source, IReadOnlyList<string> Labels, int? SplitSeed,
    string ImportedBy, DateTime ImportedUtc, Guid ImportId, int Refused, int Noted,
    IReadOnlyList<SplitCount> Splits, IReadOnlyList<string> Views, IReadOnlyList<string> Modalities, IReadOnlyDictionary<CaseReview, int> Reviews)
{
    /// <summary>Splits that the source gave while the seed divided its other patients; empty where it gave all or none.</summary>
    public IReadOnlyList<DatasetSplit> GivenSplits { get; init; } = [];

    /// <summary>What an uncertain label teaches where a recipe does not say otherwise.</summary>
    public UncertainPolicy Uncertain { get; init; }

    public int Cases => Splits.Sum(split => split.Cases);

    /// <summary>No patient is in two splits, so this is a plain sum.</summary>
    public int Patients => Splits.Sum(split => split.Patients);

    /// <summary>Wait for a person to look for burned-in text.</summary>
    public int Due => Reviews.Where(review => review.Key.IsDue()).Sum(review => review.Value);

    public int LeftOut => Reviews.GetValueOrDefault(CaseReview.LeftOut);
}
