using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

public sealed class ReadPasswordLink(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <summary>The e-mail address of the account for which the link sets a password; null when the link is unknown, used, replaced or expired.</summary>
    public async Task<string?> ExecuteAsync(string token, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var hash = AccountSecret.HashOf(token);
        var link = await db.Set<PasswordLink>().AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash, cancellationToken);
        if (link?.IsOpenAt(clock.GetUtcNow().UtcDateTime) != true) return null;
        return await db.Users.Where(a => a.Id == link.AccountId).Select(a => a.Email).SingleAsync(cancellationToken);
    }
}
