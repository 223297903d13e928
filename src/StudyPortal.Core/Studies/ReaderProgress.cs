namespace StudyPortal.Core.Studies;

/// <summary>How far a reader is: counts and times, never scores.</summary>
/// <param name="Id">The reader in this study.</param>
/// <param name="AccountId">The person.</param>
/// <param name="Code">R1, R2, ...</param>
/// <param name="DisplayName">The person's name.</param>
/// <param name="Position">The place last shown, from 1.</param>
/// <param name="Answered">Ratings given, without withdrawn cases.</param>
/// <param name="Total">Ratings to give, without withdrawn cases; 0 before the study opens.</param>
/// <param name="SecondsPerRating">Mean active seconds of the first answers; null before the first.</param>
/// <param name="LastSeenUtc">Last sign of life.</param>
/// <param name="IsRemoved">Taken out of the study.</param>
public sealed record ReaderProgress(
    StudyReaderId Id, Guid AccountId, string Code, string DisplayName, int Position, int Answered, int Total,
    double? SecondsPerRating, DateTime? LastSeenUtc, bool IsRemoved);
