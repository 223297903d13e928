using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Shuts an account out, or lets it in again; what it rated and did stays. Its sessions end.</summary>
public sealed class DisableAccount(IServiceScopeFactory scopes, TimeProvider clock)
{
    internal static readonly DateTimeOffset Forever = DateTimeOffset.MaxValue;

    /// <summary>False when there is no such account, when it is erased, or when it is the one that asks.</summary>
    public async Task<bool> ExecuteAsync(Guid accountId, bool disabled, string actor, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        var account = await users.FindByIdAsync(accountId.ToString());
        if (account is null || account.UserName == actor || EraseIdentity.IsErased(account.Email)) return false;

        (await users.SetLockoutEndDateAsync(account, disabled ? Forever : null)).OrThrow($"change {account.UserName}");
        (await users.UpdateSecurityStampAsync(account)).OrThrow($"change {account.UserName}");
        await db.Set<AccountSession>().Where(s => s.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        await AuditTrail.AppendAsync(db, now, actor, disabled ? "account.disabled" : "account.enabled", account.UserName!, "", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
