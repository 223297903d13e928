using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Identity's store, except that recovery codes are kept as their hashes and the keys of authenticator apps are protected.</summary>
internal sealed class AccountStore(PortalDb db, AuthenticatorKeys keys, IdentityErrorDescriber describer) : UserStore<Account, IdentityRole<Guid>, PortalDb, Guid>(db, describer)
{
    public override Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, keys.Protect(user.Id, key), cancellationToken);

    /// <summary>Null when there is none, or none that can be read any more.</summary>
    public override async Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { Length: > 0 } stored ? keys.Find(user.Id, stored) : null;

    /// <summary>Identity comes here with new codes, and with the hashes of those that are left when one was used.</summary>
    public override Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(code => code.Length == RecoveryCode.HashLength ? code : RecoveryCode.HashOf(code)), cancellationToken);

    public override Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken) =>
        base.RedeemCodeAsync(user, RecoveryCode.HashOf(code), cancellationToken);
}
