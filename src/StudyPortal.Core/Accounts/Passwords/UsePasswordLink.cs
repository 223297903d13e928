using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Sets a new password by a link, once. All sessions of the account end; a second factor stays and is asked for at the next sign-in.</summary>
public sealed class UsePasswordLink(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Null when it is done, else why not.</summary>
    public async Task<string?> ExecuteAsync(string token, string password, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        var (now, hash) = (clock.GetUtcNow().UtcDateTime, AccountSecret.HashOf(token));
        var link = await db.Set<PasswordLink>().SingleOrDefaultAsync(l => l.TokenHash == hash, cancellationToken);
        if (link?.IsOpenAt(now) != true || await users.FindByIdAsync(link.AccountId.ToString()) is not { } account)
            return AccountSentences.Of("LinkSpent");

        if (await RefusalAsync(users, account, password) is { } refusal) return refusal;
        link.SpentUtc = now;
        await db.Set<AccountSession>().Where(s => s.AccountId == account.Id).ExecuteDeleteAsync(cancellationToken);
        await AuditTrail.AppendAsync(db, now, account.UserName!, "account.password-reset", account.UserName!, "", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>A lock after wrong passwords ends with the old password; one by an administrator stays.</summary>
    private static async Task<string?> RefusalAsync(UserManager<Account> users, Account account, string password)
    {
        var hadPassword = account.PasswordHash;
        account.PasswordHash = null;
        var added = await users.AddPasswordAsync(account, password);
        if (!added.Succeeded)
        {
            account.PasswordHash = hadPassword;
            return added.Reason();
        }

        if (account.LockoutEnd is not null && account.LockoutEnd != DisableAccount.Forever) (await users.SetLockoutEndDateAsync(account, null)).OrThrow("unlock the account");
        return null;
    }
}
