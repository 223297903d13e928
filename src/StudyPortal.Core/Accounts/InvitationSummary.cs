namespace StudyPortal.Core.Accounts;

public sealed record InvitationSummary(InvitationId Id, string Email, string Role, string InvitedBy, DateTime CreatedUtc, DateTime ExpiresUtc, InvitationState State);
