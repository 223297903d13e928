using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Tokens;

/// <summary>Ends a token at once: one's own, or as an administrator anybody's.</summary>
public sealed class RevokeToken(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <summary>False when there is no such token that <paramref name="accountId"/> may revoke, or it is over already.</summary>
    public async Task<bool> ExecuteAsync(ApiTokenId id, Guid accountId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var token = await db.Set<ApiToken>().SingleOrDefaultAsync(t => t.Id == id, cancellationToken);
        if (token?.StateAt(now) != TokenState.Valid) return false;
        if (await TokenOwner.FindAsync(db, accountId, cancellationToken) is not { } actor) return false;
        if (token.AccountId != accountId && !actor.Roles.Contains(Roles.Admin)) return false;

        token.RevokedUtc = now;
        await AuditTrail.AppendAsync(db, now, actor.UserName, "token.revoked", id.ToString(), $"{token.Name}, of {AuditTrail.Subject(token.AccountId)}", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
