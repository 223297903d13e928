namespace StudyPortal.Core.Datasets;

public sealed class Dataset
{
    public required DatasetId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Which adapter read it: <c>images</c>, <c>dicom</c>, ...</summary>
    public required string Adapter { get; init; }

    /// <summary>In the order that models trained on it use.</summary>
    public required List<string> Labels { get; init; }

    /// <summary>The cases were generated, not taken from people; said wherever the set is seen.</summary>
    public required bool IsSynthetic { get; init; }

    /// <summary>Where it comes from and under which licence, for people.</summary>
    public required string Source { get; init; }

    /// <summary>Seed of the patient-level split; null when the source gave the folds.</summary>
    public required int? SplitSeed { get; set; }

    /// <summary>Splits that the source itself gave while the seed divided its other patients; empty where it gave all or none.</summary>
    public List<DatasetSplit> GivenSplits { get; init; } = [];

    /// <summary>Used by every training whose recipe does not say otherwise.</summary>
    public UncertainPolicy Uncertain { get; init; }

    /// <summary>The import that made it; what it refused and noted is kept under this id.</summary>
    public required Guid ImportId { get; init; }

    /// <summary>An import is still writing its cases: no query finds it, unless it asks for such sets.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>Goes up with every change of its cases or their splits.</summary>
    public int Revision { get; init; }

    /// <summary>What <see cref="CountLabels"/> found at this revision, as JSON; null where nobody has counted yet.</summary>
    public string? LabelCounts { get; init; }

    public required string ImportedBy { get; init; }

    public required DateTime ImportedUtc { get; init; }
}
