namespace StudyPortal.Core.Datasets;

/// <summary>A source that cannot be read at all as what it should be.</summary>
public sealed class DatasetFormatException : Exception
{
    public DatasetFormatException(string file, int? line, string reason, Exception? inner = null)
        : base(new SourceProblem(file, line, reason).ToString(), inner) => Problem = new SourceProblem(file, line, reason);

    public SourceProblem Problem { get; }
}
