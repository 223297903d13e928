using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Reading;

/// <summary>The keys that a person has put in the place of the usual ones, in every study.</summary>
public sealed class ReaderKeys
{
    private const int MostKeys = 64;

    public required Guid AccountId { get; init; }

    /// <summary>An object: by the key that is meant, the one that is pressed.</summary>
    public required string KeysJson { get; set; }

    internal static async Task<IReadOnlyDictionary<string, string>> OfAsync(PortalDb db, Guid account, CancellationToken cancellationToken)
    {
        var keys = await db.Set<ReaderKeys>().AsNoTracking().SingleOrDefaultAsync(k => k.AccountId == account, cancellationToken);
        return keys is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(keys.KeysJson)!;
    }

    /// <summary>One sign for one sign, none pressed twice, and neither Space nor anything that cannot be seen.</summary>
    internal static bool CanBe(IReadOnlyDictionary<string, string> keys) => keys.Count <= MostKeys
        && keys.All(pair => IsSign(pair.Key) && IsSign(pair.Value)) && keys.Values.Distinct().Count() == keys.Count;

    private static bool IsSign(string key) => key is { Length: 1 } && !char.IsControl(key[0]) && !char.IsWhiteSpace(key[0]) && !char.IsUpper(key[0]);
}
