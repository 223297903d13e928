namespace StudyPortal.Core.Accounts;

/// <summary>A session in its owner's list.</summary>
public sealed record SessionRow(SessionId Id, DateTime CreatedUtc, DateTime LastSeenUtc, string Network, string Browser);
