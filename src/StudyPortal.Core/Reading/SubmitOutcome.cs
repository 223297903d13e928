namespace StudyPortal.Core.Reading;

/// <summary>What became of an answer.</summary>
public abstract record SubmitOutcome
{
    private SubmitOutcome()
    {
    }

    /// <summary>Committed; the same for an answer that is sent again.</summary>
    public sealed record Saved(int Version, DateTime AtUtc) : SubmitOutcome;

    /// <summary>The answer was changed elsewhere meanwhile: this is what stands; null where nothing does.</summary>
    public sealed record Conflict(AnswerValue? Current, int Version) : SubmitOutcome;

    /// <summary>Not stored now: the study is paused. To be kept and sent again when it goes on.</summary>
    public sealed record Paused : SubmitOutcome;

    /// <summary>Not stored now: the sitting has had as many places as the study allows. To be kept and sent again after a break.</summary>
    public sealed record Enough : SubmitOutcome;

    /// <summary>Not stored, and sending it again will not help.</summary>
    public sealed record Refused(Refusal Why) : SubmitOutcome;

    /// <summary>Not an answer to this question: what would be one.</summary>
    public sealed record Invalid(string Reason) : SubmitOutcome;

    /// <summary>No such slot or question among those of this reader.</summary>
    public sealed record NotFound : SubmitOutcome;
}
