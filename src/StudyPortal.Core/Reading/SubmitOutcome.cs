namespace StudyPortal.Core.Reading;

/// <summary>What became of a rating.</summary>
public abstract record SubmitOutcome
{
    private SubmitOutcome()
    {
    }

    /// <summary>Committed; the same for a rating that is sent again.</summary>
    public sealed record Saved(int Version, DateTime AtUtc) : SubmitOutcome;

    /// <summary>The answer was changed elsewhere meanwhile: this is what stands; null where nothing does.</summary>
    public sealed record Conflict(Rating? Current, int Version) : SubmitOutcome;

    /// <summary>Not stored now: the study is paused. To be kept and sent again when it goes on.</summary>
    public sealed record Paused : SubmitOutcome;

    /// <summary>Not stored, and sending it again will not help.</summary>
    public sealed record Refused(string Reason) : SubmitOutcome;

    /// <summary>No such slot or question among those of this reader.</summary>
    public sealed record NotFound : SubmitOutcome;
}
