namespace StudyPortal.Web.Features.Accounts;

/// <summary>The form of the invitation page, as the browser sent it.</summary>
public sealed class InvitationEntry
{
    public string? Email { get; set; }

    public string? DisplayName { get; set; }

    public string? Password { get; set; }
}
