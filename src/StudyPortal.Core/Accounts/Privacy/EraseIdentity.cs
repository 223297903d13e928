using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>
/// Takes name, address and every way to sign in from an account, for good: a pseudonym stands in their place. What the person rated and signed,
/// and the chain of the audit log, stay as they are.
/// </summary>
public sealed class EraseIdentity(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const string Domain = "@erased.invalid";

    public async Task<EraseOutcome> ExecuteAsync(Guid accountId, string actor, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        var account = await users.FindByIdAsync(accountId.ToString());
        if (account is null) return new EraseOutcome.Refused("There is no such account.");
        if (account.UserName == actor) return new EraseOutcome.Refused("Nobody erases himself: ask another administrator.");
        if (account.IsDemo) return new EraseOutcome.Refused("A demo account stands for nobody.");
        if (IsErased(account.Email)) return new EraseOutcome.Refused("This account is erased already.");

        var former = account.UserName!;
        var number = 1 + await db.Users.CountAsync(other => EF.Functions.Like(other.Email!, "%" + Domain), cancellationToken);
        Rename(account, $"Former {RoleWord(await users.GetRolesAsync(account))} {number}", $"former-{number}{Domain}");
        (await users.UpdateAsync(account)).OrThrow("erase the account");
        await AccountTables.DeletePersonalAsync(db, account.Id, cancellationToken);
        await StoredNames.ReplaceAsync(db, account, former, account.UserName!, cancellationToken);
        await AuditTrail.AppendAsync(db, clock.GetUtcNow().UtcDateTime, actor, "account.erased", account.UserName!, "", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new EraseOutcome.Erased(account.DisplayName);
    }

    internal static bool IsErased(string? email) => email?.EndsWith(Domain, StringComparison.Ordinal) == true;

    private static void Rename(Account account, string name, string address)
    {
        (account.DisplayName, account.UserName, account.Email) = (name, address, address);
        (account.PasswordHash, account.PhoneNumber, account.TwoFactorEnabled) = (null, null, false);
        (account.LockoutEnd, account.SecurityStamp) = (DisableAccount.Forever, Guid.NewGuid().ToString("N"));
    }

    private static string RoleWord(IList<string> roles) => roles.FirstOrDefault() switch
    {
        Roles.Admin => "administrator",
        { } role => role.ToLowerInvariant(),
        null => "account",
    };
}
