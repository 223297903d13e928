using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

public sealed class ListSecondFactorRules(IDbContextFactory<PortalDb> databases)
{
    /// <summary>The roles that must have a second factor.</summary>
    public async Task<IReadOnlyList<string>> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<SecondFactorRule>().OrderBy(r => r.Role).Select(r => r.Role).ToListAsync(cancellationToken);
    }
}
