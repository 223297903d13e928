using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Makes an invitation for one e-mail and role; an open one for the same e-mail is revoked by it.</summary>
public sealed class InviteAccount(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public async Task<InviteOutcome> ExecuteAsync(string email, string role, string invitedBy, CancellationToken cancellationToken)
    {
        var address = email.Trim();
        if (!new EmailAddressAttribute().IsValid(address)) return new InviteOutcome.Refused($"'{address}' is not an e-mail address.");
        if (!Roles.All.Contains(role)) return new InviteOutcome.Refused($"'{role}' is not a role; choose one of {string.Join(", ", Roles.All)}.");

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        if (await HasAccountAsync(db, address, cancellationToken)) return new InviteOutcome.Refused($"{address} already has an account.");

        var now = clock.GetUtcNow().UtcDateTime;
        await InvitationDraft.RevokeOpenAsync(db, address, now, cancellationToken);
        var (invitation, token) = InvitationDraft.New(address, role, invitedBy, now);
        db.Add(invitation);
        await AuditTrail.AppendAsync(db, now, invitedBy, "account.invited", invitation.AuditSubject, role, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new InviteOutcome.Created(token, invitation.ExpiresUtc);
    }

    private static Task<bool> HasAccountAsync(PortalDb db, string email, CancellationToken cancellationToken)
    {
        var normalised = email.ToUpperInvariant();
        return db.Users.AnyAsync(account => account.NormalizedEmail == normalised, cancellationToken);
    }
}
