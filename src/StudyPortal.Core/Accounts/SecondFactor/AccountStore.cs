using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Identity's store, except that recovery codes are kept as their hashes.</summary>
internal sealed class AccountStore(PortalDb db, IdentityErrorDescriber describer) : UserStore<Account, IdentityRole<Guid>, PortalDb, Guid>(db, describer)
{
    /// <summary>Identity comes here with new codes, and with the hashes of those that are left when one was used.</summary>
    public override Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(code => code.Length == RecoveryCode.HashLength ? code : RecoveryCode.HashOf(code)), cancellationToken);

    public override Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken) =>
        base.RedeemCodeAsync(user, RecoveryCode.HashOf(code), cancellationToken);
}
