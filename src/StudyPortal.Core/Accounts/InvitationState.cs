namespace StudyPortal.Core.Accounts;

public enum InvitationState
{
    Open,
    Used,
    Expired,
    Revoked,
}
