using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Signs out elsewhere: requests of an ended session are refused at once, its open pages end within seconds.</summary>
public sealed class EndSessions(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <summary>One session of the account. Returns how many ended: none when it is not the account's or over already.</summary>
    public Task<int> OneAsync(Guid accountId, SessionId session, string actor, CancellationToken cancellationToken) =>
        EndAsync(accountId, s => s.Where(x => x.Id == session), actor, cancellationToken);

    /// <summary>All sessions of the account but this one.</summary>
    public Task<int> OthersAsync(Guid accountId, SessionId kept, string actor, CancellationToken cancellationToken) =>
        EndAsync(accountId, s => s.Where(x => x.Id != kept), actor, cancellationToken);

    public Task<int> AllAsync(Guid accountId, string actor, CancellationToken cancellationToken) => EndAsync(accountId, s => s, actor, cancellationToken);

    private async Task<int> EndAsync(Guid accountId, Func<IQueryable<AccountSession>, IQueryable<AccountSession>> which, string actor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        var name = await db.Users.Where(a => a.Id == accountId).Select(a => a.UserName).SingleOrDefaultAsync(cancellationToken);
        var ended = await which(db.Set<AccountSession>().Where(s => s.AccountId == accountId)).ExecuteDeleteAsync(cancellationToken);
        if (name is null || ended == 0) return 0;
        await AuditTrail.AppendAsync(db, clock.GetUtcNow().UtcDateTime, actor, "account.sessions-ended", name, $"{ended}", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ended;
    }
}
