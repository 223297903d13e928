using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Reading;

/// <summary>By what a person can prove that it is he who signs.</summary>
public sealed class ReadSigningMeans(IDbContextFactory<PortalDb> databases)
{
    public async Task<SigningMeans> ExecuteAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Users.Where(a => a.Id == account)
            .Select(a => new SigningMeans(a.PasswordHash != null, db.UserPasskeys.Any(p => p.UserId == account), db.UserLogins.Any(l => l.UserId == account)))
            .SingleAsync(cancellationToken);
    }
}

/// <param name="Password">He has one.</param>
/// <param name="Passkey">He has one or more.</param>
/// <param name="Provider">He is linked with a provider.</param>
public sealed record SigningMeans(bool Password, bool Passkey, bool Provider);
