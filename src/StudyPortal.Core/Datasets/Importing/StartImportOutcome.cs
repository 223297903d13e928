using StudyPortal.Core.Jobs;

namespace StudyPortal.Core.Datasets;

public abstract record StartImportOutcome
{
    private StartImportOutcome() { }

    public sealed record Queued(JobId Job) : StartImportOutcome;

    public sealed record Refused(string Reason) : StartImportOutcome;
}
