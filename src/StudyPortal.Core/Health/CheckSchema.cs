using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Health;

/// <summary>Whether the database answers and has the schema of this version.</summary>
public sealed class CheckSchema(IDbContextFactory<PortalDb> databases)
{
    /// <returns>What is wrong, or null.</returns>
    public async Task<string?> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        var known = db.Database.GetMigrations().ToList();
        if (applied.Except(known).Any()) return "The database was made by a newer version of the portal.";
        return known.Except(applied).Any() ? "The database has not been brought to the schema of this version." : null;
    }
}
