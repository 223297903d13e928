using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Identity's store, except that recovery codes are kept as their hashes.</summary>
internal sealed class AccountStore(PortalDb db, IdentityErrorDescriber describer) : UserStore<Account, IdentityRole<Guid>, PortalDb, Guid>(db, describer)
{
    public override Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(RecoveryCode.HashOf), cancellationToken);

    public override Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken) =>
        base.RedeemCodeAsync(user, RecoveryCode.HashOf(code), cancellationToken);
}
