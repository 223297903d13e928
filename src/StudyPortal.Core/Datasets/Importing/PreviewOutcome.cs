namespace StudyPortal.Core.Datasets;

public abstract record PreviewOutcome
{
    private PreviewOutcome() { }

    public sealed record Ready(ImportPreview Preview) : PreviewOutcome;

    public sealed record Unreadable(SourceProblem Problem) : PreviewOutcome;
}
