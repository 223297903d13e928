using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

internal static class InvitationDraft
{
    public static (Invitation Invitation, string Token) New(string email, string role, string invitedBy, DateTime nowUtc)
    {
        var token = AccountSecret.New();
        var invitation = new Invitation
        {
            Id = InvitationId.New(),
            TokenHash = AccountSecret.HashOf(token),
            Email = email,
            Role = role,
            InvitedBy = invitedBy,
            CreatedUtc = nowUtc,
            ExpiresUtc = nowUtc + Invitation.Lifetime,
        };
        return (invitation, token);
    }

    /// <summary>There is at most one open invitation per address.</summary>
    public static async Task RevokeOpenAsync(PortalDb db, string email, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var open = await db.Set<Invitation>()
            .Where(i => i.Email == email && i.UsedUtc == null && i.RevokedUtc == null)
            .ToListAsync(cancellationToken);
        foreach (var invitation in open) invitation.RevokedUtc = nowUtc;
    }
}
