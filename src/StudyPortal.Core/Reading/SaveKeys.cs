using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Reading;

/// <summary>Keeps a reader's own keys; they hold in every study from then on.</summary>
public sealed class SaveKeys(IDbContextFactory<PortalDb> databases)
{
    /// <param name="account">Whose.</param>
    /// <param name="keys">By the key that is meant, the one that is pressed; empty for the usual ones.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>False when a key is not a single visible sign, or is pressed for two meanings.</returns>
    public async Task<bool> ExecuteAsync(Guid account, IReadOnlyDictionary<string, string> keys, CancellationToken cancellationToken)
    {
        if (!ReaderKeys.CanBe(keys)) return false;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var json = JsonSerializer.Serialize(keys);
        if (await db.Set<ReaderKeys>().SingleOrDefaultAsync(k => k.AccountId == account, cancellationToken) is { } stored) stored.KeysJson = json;
        else db.Add(new ReaderKeys { AccountId = account, KeysJson = json });
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}
