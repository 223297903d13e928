using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

public sealed class ListAccounts(IDbContextFactory<PortalDb> databases)
{
    /// <summary>Every account, by role and name.</summary>
    public async Task<IReadOnlyList<AccountSummary>> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from account in db.Users.AsNoTracking()
            join held in db.UserRoles on account.Id equals held.UserId
            join role in db.Roles on held.RoleId equals role.Id
            orderby role.Name, account.UserName
            select new { account.Id, account.DisplayName, account.Email, Role = role.Name, account.CreatedUtc, account.IsDemo, account.LockoutEnd, HasSecondFactor = account.TwoFactorEnabled || db.UserPasskeys.Any(p => p.UserId == account.Id) })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => new AccountSummary(
            r.Id, r.DisplayName, r.Email!, r.Role!, r.CreatedUtc, r.IsDemo, r.LockoutEnd == DisableAccount.Forever, r.HasSecondFactor, EraseIdentity.IsErased(r.Email)))];
    }
}
