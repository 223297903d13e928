using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies.Reminders;

namespace StudyPortal.Core.Accounts;

/// <summary>Deletes addresses that are of no more use, as old as the settings say.</summary>
public sealed class ForgetExpired(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <returns>How many invitations and addresses of reminders went.</returns>
    public async Task<(int Invitations, int Addresses)> ExecuteAsync(RetentionSettings settings, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var invitations = settings.InvitationDays > 0 ? await ForgetInvitationsAsync(db, now.AddDays(-settings.InvitationDays), cancellationToken) : 0;
        var addresses = settings.ReminderAddressDays > 0 ? await ForgetAddressesAsync(db, now.AddDays(-settings.ReminderAddressDays), cancellationToken) : 0;
        if (invitations + addresses == 0) return (0, 0);
        await AuditTrail.AppendAsync(db, now, "portal", "account.addresses-expired", "retention", $"{invitations} invitations, the addresses of {addresses} reminders", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (invitations, addresses);
    }

    /// <summary>Those that make no account any more, counted from the day on which they ceased to.</summary>
    private static Task<int> ForgetInvitationsAsync(PortalDb db, DateTime before, CancellationToken cancellationToken) => db.Set<Invitation>()
        .Where(i => (i.UsedUtc != null && i.UsedUtc < before) || (i.RevokedUtc != null && i.RevokedUtc < before) || i.ExpiresUtc < before)
        .ExecuteDeleteAsync(cancellationToken);

    private static Task<int> ForgetAddressesAsync(PortalDb db, DateTime before, CancellationToken cancellationToken) => db.Set<Reminder>()
        .Where(reminder => reminder.AtUtc < before && reminder.Problem == "" && reminder.Address != "")
        .ExecuteUpdateAsync(set => set.SetProperty(reminder => reminder.Address, ""), cancellationToken);
}
