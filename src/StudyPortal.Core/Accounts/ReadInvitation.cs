using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>What a link is good for, asked by whoever holds it.</summary>
public sealed class ReadInvitation(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <summary>Null when no invitation has this token.</summary>
    public async Task<InvitationOffer?> ExecuteAsync(string token, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var hash = AccountSecret.HashOf(token);
        var invitation = await db.Set<Invitation>().AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == hash, cancellationToken);
        return invitation is null ? null : new InvitationOffer(invitation.Email, invitation.Role, invitation.StateAt(clock.GetUtcNow().UtcDateTime));
    }
}
