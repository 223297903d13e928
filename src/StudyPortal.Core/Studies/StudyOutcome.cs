namespace StudyPortal.Core.Studies;

/// <summary>What became of a request to make or change a study.</summary>
public abstract record StudyOutcome
{
    private StudyOutcome()
    {
    }

    public sealed record Done(StudyId Id) : StudyOutcome;

    /// <summary>Nothing was changed; each reason says what is wrong and what to do.</summary>
    public sealed record Refused(IReadOnlyList<string> Reasons) : StudyOutcome;
}
