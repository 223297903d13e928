using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Decides at each request whether the session behind it still stands; the account is read anew.</summary>
public sealed class CheckSession(IDbContextFactory<PortalDb> databases, TimeProvider clock, IOptions<SessionSettings> settings)
{
    private static readonly TimeSpan SeenNotedEvery = TimeSpan.FromMinutes(1);

    /// <param name="secret">What the session's cookie holds.</param>
    /// <param name="isUse">Whether its owner does something now, so that it does not become idle.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Null when the session is over or its account disabled.</returns>
    public async Task<StandingSession?> ExecuteAsync(string secret, bool isUse, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (hash, now) = (AccountSecret.HashOf(secret), clock.GetUtcNow().UtcDateTime);
        var lacking = db.Users.Where(SecondFactorQueries.Lacks(db));
        var found = await (
            from s in db.Set<AccountSession>().AsNoTracking()
            join a in db.Users on s.AccountId equals a.Id
            where s.SecretHash == hash
            select new
            {
                Session = s,
                a.LockoutEnd,
                Roles = (from held in db.UserRoles join role in db.Roles on held.RoleId equals role.Id where held.UserId == a.Id select role.Name!).ToList(),
                LacksSecondFactor = lacking.Any(x => x.Id == a.Id),
            }).SingleOrDefaultAsync(cancellationToken);
        if (found is null || found.LockoutEnd == DisableAccount.Forever || found.Session.IsOverAt(now, settings.Value)) return null;

        if (isUse && now - found.Session.LastSeenUtc >= SeenNotedEvery) await NoteSeenAsync(db, hash, now, cancellationToken);
        return new StandingSession(found.Session.Id, found.Session.AccountId, found.Roles, found.LacksSecondFactor);
    }

    private static async Task NoteSeenAsync(PortalDb db, string hash, DateTime now, CancellationToken cancellationToken)
    {
        try
        {
            await db.Set<AccountSession>().Where(s => s.SecretHash == hash).ExecuteUpdateAsync(s => s.SetProperty(p => p.LastSeenUtc, now), cancellationToken);
        }
        catch (Exception failure) when (StorageFailure.Of(failure) is not null)
        {
            // A full disk keeps nobody from reading; he only seems idle a little longer.
        }
    }
}
