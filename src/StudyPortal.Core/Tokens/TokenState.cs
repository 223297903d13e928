namespace StudyPortal.Core.Tokens;

public enum TokenState
{
    Valid,
    Expired,
    Revoked,
}
