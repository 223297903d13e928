using StudyPortal.Core.Jobs;

namespace StudyPortal.Core.Models;

public abstract record ModelJobOutcome
{
    private ModelJobOutcome()
    {
    }

    public sealed record Started(JobId Job) : ModelJobOutcome;

    /// <summary>Nothing was started; <paramref name="Reason"/> says what to change.</summary>
    public sealed record Refused(string Reason) : ModelJobOutcome;
}
