namespace StudyPortal.Core.Datasets;

public abstract record SplitOutcome
{
    private SplitOutcome()
    {
    }

    public sealed record Changed(int Patients, int Cases) : SplitOutcome;

    public sealed record Refused(string Reason) : SplitOutcome;
}
