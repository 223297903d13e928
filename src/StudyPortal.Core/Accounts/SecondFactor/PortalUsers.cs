using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace StudyPortal.Core.Accounts;

/// <summary>Identity's manager with recovery codes long enough to be stored as plain hashes, and locks that a clock set back does not lengthen.</summary>
internal sealed class PortalUsers(
    IUserStore<Account> store, IOptions<IdentityOptions> options, IPasswordHasher<Account> hasher, IEnumerable<IUserValidator<Account>> userValidators,
    IEnumerable<IPasswordValidator<Account>> passwordValidators, ILookupNormalizer normalizer, IdentityErrorDescriber errors, IServiceProvider services, ILogger<UserManager<Account>> logger,
    TimeProvider clock)
    : UserManager<Account>(store, options, hasher, userValidators, passwordValidators, normalizer, errors, services, logger)
{
    /// <summary>A lock of too many attempts never lasts longer from now than the rule says: one that does was begun under a clock that ran ahead.</summary>
    public override async Task<bool> IsLockedOutAsync(Account user)
    {
        var now = clock.GetUtcNow();
        var longest = now + Options.Lockout.DefaultLockoutTimeSpan;
        // Where another request changes the account at the same moment, the next one shortens it.
        if (user.LockoutEnd > longest && user.LockoutEnd != DisableAccount.Forever) await SetLockoutEndDateAsync(user, longest);
        return user.LockoutEnabled && user.LockoutEnd >= now;
    }

    protected override string CreateTwoFactorRecoveryCode() => RecoveryCode.New();
}
