using Microsoft.AspNetCore.Identity;

namespace StudyPortal.Core.Accounts;

internal static class PasswordProof
{
    /// <summary>Asks for the password again. Wrong ones lock the account as they do at the sign-in.</summary>
    public static async Task<PasswordAnswer> CheckAsync(UserManager<Account> users, Account account, string password)
    {
        if (!await users.HasPasswordAsync(account)) return PasswordAnswer.NoPassword;
        if (await users.IsLockedOutAsync(account)) return PasswordAnswer.Locked;
        if (await users.CheckPasswordAsync(account, password))
        {
            await users.ResetAccessFailedCountAsync(account);
            return PasswordAnswer.Right;
        }

        await users.AccessFailedAsync(account);
        return PasswordAnswer.Wrong;
    }
}
