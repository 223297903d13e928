using Microsoft.Data.Sqlite;
using StudyPortal.Core.Storage.Moving;

namespace StudyPortal.Core.Storage.Backups;

/// <summary>
/// Copies a portal that may be in use: the databases as they are at one moment, then every blob that the backup lacks. A row is stored after
/// the blobs it names, so that no row of the copy lacks one. The rows of PostgreSQL become the file of a portal on SQLite, without its queue. What jobs resume from (<c>work</c>) is left out: they begin again.
/// </summary>
public sealed class TakeBackup(DataRoot root, StorageSettings storage, TimeProvider clock)
{
    /// <param name="folder">Made when it is not there; earlier snapshots in it stay, and their blobs are not copied again.</param>
    /// <param name="progress">Blobs looked at, and how many there are.</param>
    /// <param name="cancellationToken">Looked at between files; what was copied then helps the next backup and is no snapshot.</param>
    /// <exception cref="InvalidOperationException">The data root holds no portal, or somebody else writes to the folder.</exception>
    public async Task<BackupManifest> ExecuteAsync(string folder, Action<int, int> progress, CancellationToken cancellationToken)
    {
        if (!storage.IsShared && !File.Exists(root.Database)) throw new InvalidOperationException($"There is no portal in '{root.Folder}': it has no {Path.GetFileName(root.Database)}.");
        var backup = new BackupFolder(folder);
        using var alone = await backup.LockAsync(cancellationToken);
        return await TakeAsync(backup, progress, cancellationToken);
    }

    /// <summary>For whoever holds the lock of the folder.</summary>
    internal async Task<BackupManifest> TakeAsync(BackupFolder backup, Action<int, int> progress, CancellationToken cancellationToken)
    {
        var taken = clock.GetUtcNow().UtcDateTime;
        var snapshot = backup.Begin(taken);
        var keys = Path.Combine(snapshot, Path.GetFileName(root.Keys));
        await CopyKeysAsync(keys, cancellationToken);
        if (storage.IsShared) await PostgresSnapshot.WriteAsync(storage, Path.Combine(snapshot, Path.GetFileName(root.Database)), keys, cancellationToken);
        else foreach (var database in new[] { root.Database, root.JobsDatabase }.Where(File.Exists)) CopyDatabase(database, Path.Combine(snapshot, Path.GetFileName(database)));
        var blobs = new BlobsBackup(root, storage.BlobKeys, backup, Doubted(backup));
        await blobs.CopyAsync(progress, cancellationToken);
        await File.WriteAllLinesAsync(Path.Combine(snapshot, BackupManifest.BlobList), blobs.Kept, cancellationToken);
        var manifest = new BackupManifest(
            SoftwareVersion.Current, taken, Hashes(snapshot), blobs.Kept.Count, blobs.New, blobs.Damaged, RowHashes.Of(Path.Combine(snapshot, Path.GetFileName(root.Database))))
        {
            Unverified = blobs.Unverified,
        };
        await File.WriteAllBytesAsync(Path.Combine(snapshot, BackupManifest.FileName), System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(manifest, PortalJson.Options), cancellationToken);
        FlushFiles(snapshot);
        backup.Finish(snapshot);
        return manifest;
    }

    /// <summary>What the backup before could not verify; nothing where its manifest cannot be read, which <c>restore</c> refuses.</summary>
    private static IReadOnlyCollection<string> Doubted(BackupFolder backup)
    {
        if (backup.Taken is not [.., var last]) return [];
        try
        {
            return [.. BackupManifest.Read(backup.PathOf(last)).Unverified.Keys];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    private static void CopyDatabase(string from, string to)
    {
        using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString());
        source.Open();
        target.Open();
        source.BackupDatabase(target);
        // So that looking at the copy leaves no file beside it; the portal sets its own mode again.
        using var plain = target.CreateCommand();
        plain.CommandText = "PRAGMA journal_mode=DELETE";
        plain.ExecuteNonQuery();
    }

    private async Task CopyKeysAsync(string to, CancellationToken cancellationToken)
    {
        DataRoot.CreatePrivate(to);
        foreach (var key in Directory.EnumerateFiles(root.Keys))
        {
            var copy = Path.Combine(to, Path.GetFileName(key));
            await CheckedCopy.FileAsync(key, copy, expected: null, cancellationToken);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(copy, File.GetUnixFileMode(key));
        }
    }

    private static SortedDictionary<string, string> Hashes(string snapshot)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(snapshot, "*", SearchOption.AllDirectories))
        {
            using var content = File.OpenRead(file);
            hashes[Path.GetRelativePath(snapshot, file).Replace(Path.DirectorySeparatorChar, '/')] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
        }

        return hashes;
    }

    private static void FlushFiles(string snapshot)
    {
        foreach (var file in Directory.EnumerateFiles(snapshot, "*", SearchOption.AllDirectories))
        {
            using var written = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
            written.Flush(flushToDisk: true);
        }

        DirectorySync.Flush(snapshot);
    }
}
