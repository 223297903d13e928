namespace StudyPortal.Core.Studies;

/// <summary>How far a reader is: counts and times, never scores. Of the pilot while it lasts, else of the study.</summary>
/// <param name="Id">The reader in this study.</param>
/// <param name="AccountId">The person.</param>
/// <param name="Code">R1, R2, ...</param>
/// <param name="DisplayName">The person's name.</param>
/// <param name="Position">The place last shown, from 1.</param>
/// <param name="Answered">Ratings given, without withdrawn cases.</param>
/// <param name="Total">Ratings to give, without withdrawn cases; 0 before the study opens.</param>
/// <param name="MedianSeconds">Median active seconds per case; null before the first.</param>
/// <param name="RecentSeconds">The same over the last ten.</param>
/// <param name="PerDay">Cases a day over the last seven days; null where none was rated then.</param>
/// <param name="LastSeenUtc">Last sign of life.</param>
/// <param name="IsOnline">That sign is less than two minutes old.</param>
/// <param name="FinishUtc">When he is done at this pace; null where done, or nothing tells.</param>
/// <param name="Alarms">What an administrator should look into; only while the study is open.</param>
/// <param name="IsRemoved">Taken out of the study.</param>
public sealed record ReaderProgress(
    StudyReaderId Id, Guid AccountId, string Code, string DisplayName, int Position, int Answered, int Total,
    double? MedianSeconds, double? RecentSeconds, double? PerDay, DateTime? LastSeenUtc, bool IsOnline, DateTime? FinishUtc,
    IReadOnlyList<string> Alarms, bool IsRemoved)
{
    /// <summary>When he signed his answers; null where he has not, or they were reopened.</summary>
    public DateTime? SignedUtc { get; init; }

    /// <summary>How much reading is left: what remains times the median time; null before the first case.</summary>
    public TimeSpan? WorkLeft => MedianSeconds is { } seconds ? TimeSpan.FromSeconds(seconds * (Total - Answered)) : null;
}
