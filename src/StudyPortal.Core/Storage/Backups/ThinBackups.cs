using System.Text.Json;
using Microsoft.Extensions.Options;

namespace StudyPortal.Core.Storage.Backups;

/// <summary>Removes the snapshots that need not be kept, and then the blobs that none of the others lists.</summary>
public sealed class ThinBackups(IOptions<BackupSettings> settings)
{
    /// <param name="backup">Whose lock the caller holds.</param>
    /// <param name="cancellationToken">Looked at between files.</param>
    /// <exception cref="InvalidDataException">A list of blobs is missing or damaged; nothing was removed.</exception>
    internal ThinnedBackups Execute(BackupFolder backup, CancellationToken cancellationToken)
    {
        backup.RemoveUnfinished();
        var taken = backup.Taken;
        if (taken.Count == 0) return new ThinnedBackups(0, 0);
        var kept = Retention.Kept(taken, settings.Value);
        // Read before anything is removed: a list that cannot be read keeps every blob.
        var needed = kept.SelectMany(snapshot => BlobsOf(backup.PathOf(snapshot))).ToHashSet(StringComparer.Ordinal);
        var gone = taken.Where(snapshot => !kept.Contains(snapshot)).ToList();
        foreach (var snapshot in gone) backup.Remove(snapshot);
        return new ThinnedBackups(gone.Count, RemoveBlobs(backup, needed, cancellationToken));
    }

    private static int RemoveBlobs(BackupFolder backup, HashSet<string> needed, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var path in Directory.EnumerateFiles(backup.Blobs, "*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (needed.Contains(BlobFile.NameOf(backup.Blobs, path))) continue;
            File.Delete(path);
            removed++;
        }

        return removed;
    }

    private static string[] BlobsOf(string snapshot)
    {
        var (list, manifest) = (Path.Combine(snapshot, BackupManifest.BlobList), Path.Combine(snapshot, BackupManifest.FileName));
        try
        {
            var content = File.ReadAllBytes(list);
            var said = JsonSerializer.Deserialize<BackupManifest>(File.ReadAllBytes(manifest), PortalJson.Options)?.Files[BackupManifest.BlobList];
            return BlobHash.Of(content).Value == said
                ? System.Text.Encoding.ASCII.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                : throw new InvalidDataException($"{list} is not the file that was backed up.");
        }
        catch (Exception bad) when (bad is JsonException or FileNotFoundException or DirectoryNotFoundException or KeyNotFoundException)
        {
            throw new InvalidDataException($"The snapshot {snapshot} is incomplete: {bad.Message} No older snapshot is removed until it is moved away.", bad);
        }
    }
}

/// <param name="Snapshots">Removed.</param>
/// <param name="Blobs">Removed, because no snapshot lists them any more.</param>
public sealed record ThinnedBackups(int Snapshots, int Blobs);
