using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Everybody who can be asked to read; whoever is disabled cannot.</summary>
public sealed class ListReaders(IDbContextFactory<PortalDb> databases)
{
    public async Task<IReadOnlyList<ReaderAccount>> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var readers = await (
            from account in db.Users.AsNoTracking()
            join held in db.UserRoles on account.Id equals held.UserId
            join role in db.Roles on held.RoleId equals role.Id
            where role.Name == Roles.Reader
            orderby account.UserName
            select new { account.Id, account.DisplayName, account.LockoutEnd }).ToListAsync(cancellationToken);
        return [.. readers.Where(reader => reader.LockoutEnd != DisableAccount.Forever).Select(reader => new ReaderAccount(reader.Id, reader.DisplayName))];
    }
}

/// <summary>A person with the role Reader.</summary>
public sealed record ReaderAccount(Guid Id, string DisplayName);
