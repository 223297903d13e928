namespace StudyPortal.Core.Datasets;

/// <summary>A source as its labels and file names describe it, before any pixel is decoded.</summary>
internal sealed record SourceListing(IReadOnlyList<string> Labels, IReadOnlyList<SourceCase> Cases, IReadOnlyList<SourceProblem> Problems)
{
    /// <summary>The titles of the labels file and their meaning; null when there is no such file.</summary>
    public (IReadOnlyList<string> Header, ColumnMapping Mapping)? Columns { get; init; }
}
