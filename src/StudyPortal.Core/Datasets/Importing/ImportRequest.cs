namespace StudyPortal.Core.Datasets;

/// <summary>What to import and how; kept as JSON with the job.</summary>
public sealed record ImportRequest
{
    /// <summary>Name of the data set to be, or of the one that gets what is new in the folder.</summary>
    public required string Name { get; init; }

    /// <summary>The source's folder; only read.</summary>
    public required string Folder { get; init; }

    /// <summary>An adapter's name; null for the one that recognises the folder.</summary>
    public string? Adapter { get; init; }

    /// <summary>The labels file inside the folder; null for labels.csv, or else the only CSV that is not boxes.csv.</summary>
    public string? LabelsFile { get; init; }

    /// <summary>Null for the columns of <see cref="Hints"/> and, beyond them, those that the header suggests.</summary>
    public ColumnMapping? Columns { get; init; }

    public ColumnHints Hints { get; init; } = new();

    /// <summary>Seed of the split by patient, where the source gives no folds.</summary>
    public int SplitSeed { get; init; } = 1;

    /// <summary>Spread patients with the same positive labels evenly over the splits.</summary>
    public bool Stratify { get; init; } = true;

    /// <summary>Leave out rows that cannot be imported instead of refusing the whole set.</summary>
    public bool SkipBadRows { get; init; }

    /// <summary>Where the data come from; empty for the text of the folder's README.txt.</summary>
    public string Source { get; init; } = "";

    /// <summary>What an uncertain label teaches where a recipe does not say otherwise.</summary>
    public UncertainPolicy Uncertain { get; init; }

    /// <summary>Gives the set other labels than its source has; null for the source's own.</summary>
    public LabelMap? LabelMap { get; init; }

    /// <summary>Every case into this split whatever the source says, for an external test set; null for the source's or the seed's splits.</summary>
    public DatasetSplit? Into { get; init; }

    public NihSettings Nih { get; init; } = new();

    public ChexpertSettings Chexpert { get; init; } = new();

    public LunaSettings Luna { get; init; } = new();

    /// <summary>Only the first cases; null for all.</summary>
    public int? Limit { get; init; }
}
