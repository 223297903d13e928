using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>How a new portal gets its first administrator: no default password, but one invitation link in the server's log.</summary>
public sealed class InviteFirstAdmin(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <summary>A fresh token that replaces any earlier one, or null when a real (not demo) administrator exists.</summary>
    public async Task<string?> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        if (await HasAdminAsync(db, cancellationToken)) return null;

        var now = clock.GetUtcNow().UtcDateTime;
        await InvitationDraft.RevokeOpenAsync(db, email: "", now, cancellationToken);
        var (invitation, token) = InvitationDraft.New(email: "", Roles.Admin, invitedBy: "portal", now);
        db.Add(invitation);
        await AuditTrail.AppendAsync(db, now, "portal", "account.invited", "first administrator", Roles.Admin, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return token;
    }

    private static Task<bool> HasAdminAsync(PortalDb db, CancellationToken cancellationToken) => (
        from account in db.Users
        join held in db.UserRoles on account.Id equals held.UserId
        join role in db.Roles on held.RoleId equals role.Id
        where role.Name == Roles.Admin && !account.IsDemo
        select account.Id).AnyAsync(cancellationToken);
}
