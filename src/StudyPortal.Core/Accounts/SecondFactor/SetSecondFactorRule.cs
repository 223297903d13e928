using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Asks a second factor of everybody with a role, or no longer; it counts at the next request of each.</summary>
public sealed class SetSecondFactorRule(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <summary>False when it was so already.</summary>
    /// <exception cref="ArgumentException">There is no such role.</exception>
    public async Task<bool> ExecuteAsync(string role, bool isRequired, string actor, CancellationToken cancellationToken)
    {
        if (!Roles.All.Contains(role)) throw new ArgumentException($"'{role}' is not a role; the roles are {string.Join(", ", Roles.All)}.", nameof(role));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        var (now, rule) = (clock.GetUtcNow().UtcDateTime, await db.Set<SecondFactorRule>().SingleOrDefaultAsync(r => r.Role == role, cancellationToken));
        if (rule is not null == isRequired) return false;

        if (rule is null) db.Add(new SecondFactorRule { Role = role, SinceUtc = now });
        else db.Remove(rule);
        await AuditTrail.AppendAsync(db, now, actor, isRequired ? "second-factor.required" : "second-factor.optional", role, "", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
