namespace StudyPortal.Core.Datasets;

public abstract record ReviewOutcome
{
    private ReviewOutcome()
    {
    }

    public sealed record Decided : ReviewOutcome;

    public sealed record Refused(string Reason) : ReviewOutcome;
}
