using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Tokens;

/// <summary>The account behind a token, as it is now.</summary>
/// <param name="IsDisabled">Shut out by an administrator; a lock after wrong passwords is none, or whoever guesses at passwords could stop programs.</param>
/// <param name="LacksSecondFactor">A role of the account needs a second factor and it has none. Of an account without a password the provider asks it, before a token can be made.</param>
public sealed record TokenOwner(Guid AccountId, string UserName, string DisplayName, IReadOnlyList<string> Roles, bool IsDisabled, bool LacksSecondFactor)
{
    public bool MayHaveTokens => Roles.Contains(Accounts.Roles.Admin) || Roles.Contains(Accounts.Roles.Researcher);

    /// <summary>Null when there is no such account.</summary>
    internal static async Task<TokenOwner?> FindAsync(PortalDb db, Guid accountId, CancellationToken cancellationToken)
    {
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == accountId, cancellationToken);
        if (account is null) return null;
        var roles = await (
            from held in db.UserRoles
            join role in db.Roles on held.RoleId equals role.Id
            where held.UserId == accountId
            select role.Name!).ToListAsync(cancellationToken);
        var lacks = account.PasswordHash is not null && await db.Users.Where(SecondFactorQueries.Lacks(db)).AnyAsync(a => a.Id == accountId, cancellationToken);
        return new TokenOwner(account.Id, account.UserName!, account.DisplayName, roles, account.LockoutEnd == DisableAccount.Forever, lacks);
    }
}
