using System.Linq.Expressions;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

internal static class SecondFactorQueries
{
    /// <summary>Whether an account must have a second factor and has none. The accounts of the demo, which have no password either, need none.</summary>
    public static Expression<Func<Account, bool>> Lacks(PortalDb db) => a =>
        !a.IsDemo && !a.TwoFactorEnabled && !db.UserPasskeys.Any(p => p.UserId == a.Id)
        && (from held in db.UserRoles
            join role in db.Roles on held.RoleId equals role.Id
            where held.UserId == a.Id && db.Set<SecondFactorRule>().Any(rule => rule.Role == role.Name)
            select role.Id).Any();
}
