namespace StudyPortal.Core.Datasets;

/// <summary>
/// A row or file of a source that cannot be imported, or (a note) that is odd but harms nothing: the file inside the source folder,
/// the 1-based line when it is a CSV, and what was found, what was expected, what to do.
/// </summary>
public sealed record SourceProblem(string File, int? Line, string Reason, bool IsNote = false)
{
    public override string ToString() => Line is null ? $"{File}: {Reason}" : $"{File}, line {Line}: {Reason}";
}
