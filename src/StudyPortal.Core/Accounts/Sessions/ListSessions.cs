using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

public sealed class ListSessions(IDbContextFactory<PortalDb> databases, TimeProvider clock, IOptions<SessionSettings> settings)
{
    /// <summary>The sessions of an account that stand, the one used last first.</summary>
    public async Task<IReadOnlyList<SessionRow>> ExecuteAsync(Guid accountId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var sessions = await db.Set<AccountSession>().AsNoTracking()
            .Where(s => s.AccountId == accountId)
            .OrderByDescending(s => s.LastSeenUtc).ThenByDescending(s => s.CreatedUtc)
            .ToListAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        return [.. sessions.Where(s => !s.IsOverAt(now, settings.Value)).Select(s => new SessionRow(s.Id, s.CreatedUtc, s.LastSeenUtc, s.Network, s.Browser))];
    }
}
