using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>An administrator's help for somebody who forgot his password; an earlier link for the same account is good no longer.</summary>
public sealed class MakePasswordLink(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <summary>The token of the link and until when it works; null when there is no such account or it is one of the demo.</summary>
    public async Task<(string Token, DateTime ExpiresUtc)?> ExecuteAsync(Guid accountId, string actor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == accountId && !a.IsDemo, cancellationToken);
        if (account is null) return null;

        var (now, token) = (clock.GetUtcNow().UtcDateTime, AccountSecret.New());
        var open = await db.Set<PasswordLink>().Where(l => l.AccountId == accountId && l.SpentUtc == null).ToListAsync(cancellationToken);
        foreach (var earlier in open) earlier.SpentUtc = now;
        var link = new PasswordLink { Id = PasswordLinkId.New(), AccountId = accountId, TokenHash = AccountSecret.HashOf(token), ExpiresUtc = now + PasswordLink.Lifetime };
        db.Add(link);
        await AuditTrail.AppendAsync(db, now, actor, "account.password-link", account.UserName!, "", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (token, link.ExpiresUtc);
    }
}
