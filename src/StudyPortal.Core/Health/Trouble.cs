namespace StudyPortal.Core.Health;

/// <summary>Something that troubles the portal, or did.</summary>
/// <param name="Subject">What is troubled: a folder, a file.</param>
/// <param name="Cause">In a sentence that an administrator understands.</param>
/// <param name="UntilUtc">When it was over; null while it lasts.</param>
public sealed record Trouble(TroubleKind Kind, string Subject, string Cause, DateTime SinceUtc, DateTime? UntilUtc = null);
