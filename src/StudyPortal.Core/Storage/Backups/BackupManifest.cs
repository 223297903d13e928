using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudyPortal.Core.Storage.Backups;

/// <summary>What one snapshot of a backup holds.</summary>
/// <param name="SoftwareVersion">That took it.</param>
/// <param name="Files">SHA-256 by path inside the snapshot.</param>
/// <param name="Blobs">How many the list of blobs names.</param>
/// <param name="NewBlobs">Those that no earlier snapshot of the same backup had brought.</param>
/// <param name="Damaged">Blobs of the portal whose bytes are not what their names say; they are not in the backup.</param>
/// <param name="Tables">Of the portal's database, by name.</param>
public sealed record BackupManifest(
    string SoftwareVersion, DateTime TakenUtc, IReadOnlyDictionary<string, string> Files, int Blobs, int NewBlobs, IReadOnlyList<string> Damaged,
    IReadOnlyDictionary<string, TableHash> Tables)
{
    /// <summary>Blobs that stand in the backup without a look at their content, with the id of the key that was not at hand.</summary>
    public IReadOnlyDictionary<string, string> Unverified { get; init; } = new Dictionary<string, string>();

    /// <summary>In words, for whoever can give the keys; empty when everything was verified.</summary>
    [JsonIgnore]
    public string UnverifiedInWords => Unverified.Count == 0 ? "" : FormattableString.Invariant(
        $"{Unverified.Count} files are encrypted under a key that {BlobKeys.Name} does not hold ({string.Join(", ", Unverified.Values.Distinct().Order(StringComparer.Ordinal))}): they were copied as they are and could not be verified.");

    public const string FileName = "manifest.json";

    /// <summary>One SHA-256 a line.</summary>
    public const string BlobList = "blobs.txt";

    /// <param name="snapshot">Its folder.</param>
    /// <exception cref="InvalidDataException">It is missing or damaged.</exception>
    public static BackupManifest Read(string snapshot)
    {
        var path = Path.Combine(snapshot, FileName);
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(File.ReadAllBytes(path), PortalJson.Options) ?? throw new JsonException("It is empty.");
        }
        catch (Exception bad) when (bad is JsonException or FileNotFoundException)
        {
            throw new InvalidDataException($"{path} is missing or damaged: {bad.Message} Choose another snapshot.", bad);
        }
    }
}
