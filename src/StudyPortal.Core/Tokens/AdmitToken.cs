using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Tokens;

/// <summary>Decides at each request for whom a token speaks; its owner's roles and state are read anew.</summary>
public sealed class AdmitToken(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    private static readonly TimeSpan UseNotedEvery = TimeSpan.FromMinutes(1);
    private static readonly AdmitOutcome.Refused Unknown = new("There is no such token. Make one on the page API tokens of the portal.");

    public async Task<AdmitOutcome> ExecuteAsync(string secret, CancellationToken cancellationToken)
    {
        if (!TokenSecret.HasForm(secret)) return Unknown;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (hash, now) = (TokenSecret.HashOf(secret), clock.GetUtcNow().UtcDateTime);
        var token = await db.Set<ApiToken>().AsNoTracking().SingleOrDefaultAsync(t => t.SecretHash == hash, cancellationToken);
        if (token is null) return Unknown;
        if (token.StateAt(now) == TokenState.Revoked) return new AdmitOutcome.Refused($"The token was revoked on {token.RevokedUtc:yyyy-MM-dd}.");
        if (token.StateAt(now) == TokenState.Expired) return new AdmitOutcome.Refused($"The token expired on {token.ExpiresUtc:yyyy-MM-dd}. Make a new one.");
        if (await TokenOwner.FindAsync(db, token.AccountId, cancellationToken) is not { IsDisabled: false } owner)
            return new AdmitOutcome.Refused("The account of the token's owner is disabled.");
        if (owner.LacksSecondFactor) return new AdmitOutcome.Refused("The token's owner must first set up a second factor on the page Account of the portal.");

        await NoteUseAsync(db, token, now, cancellationToken);
        return new AdmitOutcome.Admitted(token.Id, token.Name, token.Scopes, token.ExpiresUtc, owner);
    }

    /// <summary>Seldom, so that many requests are not as many writes.</summary>
    private static async Task NoteUseAsync(PortalDb db, ApiToken token, DateTime now, CancellationToken cancellationToken)
    {
        if ((now - token.LastUsedUtc)?.Duration() < UseNotedEvery) return;
        await db.Set<ApiToken>().Where(t => t.Id == token.Id).ExecuteUpdateAsync(t => t.SetProperty(p => p.LastUsedUtc, now), cancellationToken);
    }
}
