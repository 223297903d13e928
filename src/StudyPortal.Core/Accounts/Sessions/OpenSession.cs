using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Begins a session for somebody who has just proven who he is.</summary>
public sealed class OpenSession(IDbContextFactory<PortalDb> databases, TimeProvider clock, IOptions<SessionSettings> settings)
{
    /// <param name="accountId">Whose.</param>
    /// <param name="network">Of <see cref="SessionOrigin.NetworkOf"/>.</param>
    /// <param name="browser">Of <see cref="SessionOrigin.BrowserOf"/>.</param>
    /// <param name="means">How he proved it, for the audit log.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>The secret by which the session is known again.</returns>
    public async Task<string> ExecuteAsync(Guid accountId, string network, string browser, string means, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        await RemoveOverAsync(db, now, cancellationToken);
        var (secret, account) = (AccountSecret.New(), await db.Users.AsNoTracking().SingleAsync(a => a.Id == accountId, cancellationToken));
        db.Add(new AccountSession
        {
            Id = SessionId.New(),
            AccountId = accountId,
            SecretHash = AccountSecret.HashOf(secret),
            CreatedUtc = now,
            LastSeenUtc = now,
            Network = network,
            Browser = browser,
        });
        await AuditTrail.AppendAsync(db, now, account.UserName!, "account.signed-in", account.UserName!, means, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return secret;
    }

    private Task<int> RemoveOverAsync(PortalDb db, DateTime now, CancellationToken cancellationToken)
    {
        var (seen, created) = (now - settings.Value.Idle, now - settings.Value.Longest);
        return db.Set<AccountSession>().Where(s => s.LastSeenUtc <= seen || s.CreatedUtc <= created).ExecuteDeleteAsync(cancellationToken);
    }
}
