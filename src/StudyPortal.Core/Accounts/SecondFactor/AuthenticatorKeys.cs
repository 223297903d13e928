using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;

namespace StudyPortal.Core.Accounts;

/// <summary>The keys of authenticator apps as the database holds them: under the portal's data protection, each bound to its account. Those of earlier versions are plain.</summary>
public sealed class AuthenticatorKeys(IDataProtectionProvider protection, ILogger<AuthenticatorKeys> log)
{
    /// <summary>No key in Base32 begins so.</summary>
    public const string Mark = "protected:";

    private const string Purpose = "StudyPortal.AuthenticatorKey";

    public string Protect(Guid account, string key) => Mark + Of(account).Protect(key);

    /// <summary>Null when the key of data protection is gone: the account needs another second factor.</summary>
    public string? Find(Guid account, string stored)
    {
        if (!stored.StartsWith(Mark, StringComparison.Ordinal)) return stored;
        try
        {
            return Of(account).Unprotect(stored[Mark.Length..]);
        }
        catch (CryptographicException)
        {
            log.LogError("The authenticator key of account {Account} cannot be read: the data protection key that it is under is gone. An administrator has to remove the second factor of this account", account);
            return null;
        }
    }

    private IDataProtector Of(Guid account) => protection.CreateProtector(Purpose, account.ToString());
}
