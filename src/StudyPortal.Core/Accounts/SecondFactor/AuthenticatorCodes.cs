using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OtpNet;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Codes of an authenticator app (RFC 6238: SHA-1, six digits, 30 s, one step to either side), each good for one sign-in.</summary>
internal sealed class AuthenticatorCodes(IDbContextFactory<PortalDb> databases, TimeProvider clock) : AuthenticatorTokenProvider<Account>
{
    private static readonly VerificationWindow OneStep = new(previous: 1, future: 1);

    /// <summary>Also when the key cannot be read any more: that must not open the account by its password alone.</summary>
    public override async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Account> manager, Account user) =>
        user.TwoFactorEnabled || await base.CanGenerateTwoFactorTokenAsync(manager, user);

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key) return false;
        var codes = new Totp(Base32Encoding.ToBytes(key));
        var digits = token.Replace(" ", "", StringComparison.Ordinal);
        return codes.VerifyTotp(clock.GetUtcNow().UtcDateTime, digits, out var step, OneStep) && await TakeAsync(user.Id, step);
    }

    /// <summary>False when a code of this step or of a later one was taken before.</summary>
    private async Task<bool> TakeAsync(Guid account, long step)
    {
        await using var db = await databases.CreateDbContextAsync();
        var uses = db.Set<AuthenticatorUse>().Where(u => u.AccountId == account);
        if (await uses.Where(u => u.LastStep < step).ExecuteUpdateAsync(u => u.SetProperty(p => p.LastStep, step)) > 0) return true;
        if (await uses.AnyAsync()) return false;
        db.Add(new AuthenticatorUse { AccountId = account, LastStep = step });
        try
        {
            await db.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateException)
        {
            // Another request took the account's first code in this moment.
            return false;
        }
    }
}
