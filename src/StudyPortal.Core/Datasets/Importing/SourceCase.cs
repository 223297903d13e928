namespace StudyPortal.Core.Datasets;

/// <summary>One image as the source describes it.</summary>
internal sealed record SourceCase
{
    /// <summary>Inside the source folder, with forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>The row of the labels file; null when there is none.</summary>
    public required int? Line { get; init; }

    /// <summary>The source's own id, never stored.</summary>
    public required string Patient { get; init; }

    /// <summary>Null when the source gives no folds.</summary>
    public required DatasetSplit? Split { get; init; }

    /// <summary>The split that a plan gave it.</summary>
    public DatasetSplit SplitGiven => Split ?? throw new InvalidOperationException("A plan divides every case.");

    public required string View { get; init; }

    /// <summary>Where the keeper of the source finds it, naming no patient.</summary>
    public required string Origin { get; init; }

    /// <summary>One per label of the listing, in its order.</summary>
    public required IReadOnlyList<LabelValue> Values { get; init; }

    public IReadOnlyList<SourceBox> Boxes { get; init; } = [];

    /// <summary>At most one per label.</summary>
    public IReadOnlyList<SourceMask> Masks { get; init; } = [];

    /// <summary>The files of the slices beside it, its own among them, in the order in which they lie in the patient; empty for a single image.</summary>
    public IReadOnlyList<string> Stack { get; init; } = [];
}
