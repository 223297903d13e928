using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Tokens;

/// <summary>Tokens, newest first; those that are over stay in the list.</summary>
public sealed class ListTokens(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <summary>One person's own.</summary>
    public Task<IReadOnlyList<TokenRow>> OfAsync(Guid accountId, CancellationToken cancellationToken) =>
        ExecuteAsync(tokens => tokens.Where(t => t.AccountId == accountId), cancellationToken);

    /// <summary>Everybody's, for administrators.</summary>
    public Task<IReadOnlyList<TokenRow>> AllAsync(CancellationToken cancellationToken) => ExecuteAsync(tokens => tokens, cancellationToken);

    private async Task<IReadOnlyList<TokenRow>> ExecuteAsync(Func<IQueryable<ApiToken>, IQueryable<ApiToken>> choose, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var rows = await (
            from token in choose(db.Set<ApiToken>().AsNoTracking())
            join owner in db.Users on token.AccountId equals owner.Id
            orderby token.CreatedUtc descending
            select new { Token = token, owner.DisplayName }).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => new TokenRow(
                r.Token.Id, r.Token.AccountId, r.DisplayName, r.Token.Name, r.Token.Scopes, r.Token.CreatedUtc, r.Token.ExpiresUtc, r.Token.LastUsedUtc, r.Token.StateAt(now))),
        ];
    }
}
