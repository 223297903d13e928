using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

/// <summary>Keeps in which language a person reads, for the letters to him.</summary>
public sealed class RememberLanguage(IDbContextFactory<PortalDb> databases)
{
    /// <param name="account">Who.</param>
    /// <param name="language">en or de.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task ExecuteAsync(Guid account, string language, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var other = db.Users.Where(a => a.Id == account && a.Language != language);
        // An update that changes nothing would wait for the writers all the same.
        if (await other.AnyAsync(cancellationToken)) await other.ExecuteUpdateAsync(set => set.SetProperty(a => a.Language, language), cancellationToken);
    }
}
