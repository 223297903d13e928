namespace StudyPortal.Core.Reports.Analysis;

/// <summary>One answer as it stood when the study closed.</summary>
/// <param name="Score">0..5; null where the reader could not judge.</param>
/// <param name="Version">1 when never changed.</param>
/// <param name="ActiveMilliseconds">Time in view before the last answer.</param>
public sealed record RatingFacts(
    string Reader, int Case, string TargetLabel, int Arm, int Question, int Position, bool IsRepeat,
    int? Score, int Version, DateTime AtUtc, int ActiveMilliseconds);
