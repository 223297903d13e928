namespace StudyPortal.Core.Datasets;

/// <summary>An import that was completed: the one that made a data set, or one that added to it.</summary>
public sealed class DatasetImport
{
    /// <summary>The import's own id; what it refused and noted is kept under it.</summary>
    public required Guid Id { get; init; }

    public required DatasetId DatasetId { get; init; }

    /// <summary>How many cases it brought.</summary>
    public required int Cases { get; init; }

    /// <summary>How many of its source were there already.</summary>
    public required int Present { get; init; }

    /// <summary>How many rows or files it refused.</summary>
    public required int LeftOut { get; init; }

    public required string ImportedBy { get; init; }

    public required DateTime ImportedUtc { get; init; }
}
