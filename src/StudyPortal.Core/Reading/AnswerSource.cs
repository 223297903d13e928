namespace StudyPortal.Core.Reading;

/// <summary>Where an answer comes from.</summary>
internal sealed record AnswerSource(Guid IdempotencyKey, Guid AccountId, DateTime AtUtc, Viewing Viewing, string Reason);
