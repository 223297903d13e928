using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Health;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Writes down that somebody could not sign in to an account. What names no account is not kept: it may be a password in the wrong field.</summary>
public sealed class RecordSignInRefusal(IDbContextFactory<PortalDb> databases, PortalMeter meter, TimeProvider clock)
{
    /// <param name="account">What was given as the name of the account.</param>
    /// <param name="step">What was refused: password, code, passkey.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task ExecuteAsync(string account, string step, CancellationToken cancellationToken)
    {
        meter.SignInFailed();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        var normalised = account.ToUpperInvariant();
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.NormalizedUserName == normalised, cancellationToken) is not { } known) return;
        var now = clock.GetUtcNow();
        var details = known.LockoutEnd > now ? $"{step}, locked" : step;
        await AuditTrail.AppendAsync(db, now.UtcDateTime, "portal", "account.sign-in-refused", known.UserName!, details, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
