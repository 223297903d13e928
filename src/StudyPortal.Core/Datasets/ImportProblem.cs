namespace StudyPortal.Core.Datasets;

/// <summary>A row or file that an import refused or found odd, and why.</summary>
public sealed class ImportProblem
{
    public long Id { get; init; }

    /// <summary>The import job; the data set does not exist when the import as a whole was refused.</summary>
    public required Guid ImportId { get; init; }

    /// <summary>File name inside the source folder.</summary>
    public required string File { get; init; }

    /// <summary>1-based line in a CSV; null when the problem is the file itself.</summary>
    public required int? Line { get; init; }

    public required string Reason { get; init; }

    /// <summary>Worth knowing, but nothing was refused for it.</summary>
    public required bool IsNote { get; init; }
}
