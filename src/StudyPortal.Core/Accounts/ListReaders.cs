using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Everybody who can be asked to read.</summary>
public sealed class ListReaders(IDbContextFactory<PortalDb> databases)
{
    public async Task<IReadOnlyList<ReaderAccount>> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await (
            from account in db.Users.AsNoTracking()
            join held in db.UserRoles on account.Id equals held.UserId
            join role in db.Roles on held.RoleId equals role.Id
            where role.Name == Roles.Reader
            orderby account.UserName
            select new ReaderAccount(account.Id, account.DisplayName)).ToListAsync(cancellationToken);
    }
}

/// <summary>A person with the role Reader.</summary>
public sealed record ReaderAccount(Guid Id, string DisplayName);
