using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Whom "enter as" offers.</summary>
public sealed class ListDemoAccounts(IDbContextFactory<PortalDb> databases)
{
    public async Task<IReadOnlyList<DemoAccount>> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await (
            from account in db.Users.AsNoTracking()
            join held in db.UserRoles on account.Id equals held.UserId
            join role in db.Roles on held.RoleId equals role.Id
            where account.IsDemo
            orderby role.Name == Roles.Reader, role.Name, account.UserName
            select new DemoAccount(account.Id, account.DisplayName, role.Name!)).ToListAsync(cancellationToken);
    }
}
