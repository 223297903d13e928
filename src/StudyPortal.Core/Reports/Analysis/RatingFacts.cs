namespace StudyPortal.Core.Reports.Analysis;

/// <summary>One answer as it stood when the study closed.</summary>
/// <param name="Score">On the scale of its question; null where the reader could not judge.</param>
/// <param name="Version">1 when never changed.</param>
/// <param name="ActiveMilliseconds">Time in view before the last answer.</param>
/// <param name="MapMilliseconds">The part of it with the map in view.</param>
public sealed record RatingFacts(
    string Reader, int Case, string TargetLabel, int Arm, int Question, int Position, bool IsRepeat,
    int? Score, int Version, DateTime AtUtc, int ActiveMilliseconds, int MapMilliseconds = 0);
