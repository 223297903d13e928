using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Protects what an earlier version stored plain; for a portal that starts.</summary>
public sealed class ProtectAuthenticatorKeys(IDbContextFactory<PortalDb> databases, AuthenticatorKeys keys)
{
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        var plain = await db.UserTokens
            .Where(token => token.LoginProvider == AccountWork.InternalProvider && token.Name == AccountWork.KeyName && token.Value != null && !token.Value.StartsWith(AuthenticatorKeys.Mark))
            .ToListAsync(cancellationToken);
        foreach (var token in plain) token.Value = keys.Protect(token.UserId, token.Value ?? "");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
