using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

public sealed class RevokeInvitation(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <summary>False when there is no such invitation or it is no longer open.</summary>
    public async Task<bool> ExecuteAsync(InvitationId id, string revokedBy, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var invitation = await db.Set<Invitation>().SingleOrDefaultAsync(i => i.Id == id, cancellationToken);
        if (invitation?.StateAt(now) != InvitationState.Open) return false;

        invitation.RevokedUtc = now;
        await AuditTrail.AppendAsync(db, now, revokedBy, "account.invitation-revoked", invitation.AuditSubject, invitation.Role, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
