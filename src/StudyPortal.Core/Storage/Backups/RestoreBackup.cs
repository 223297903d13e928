namespace StudyPortal.Core.Storage.Backups;

/// <summary>
/// Puts a snapshot into an empty data root: every file is checked by its hash, where the keys of encrypted ones are at hand, and the database comes last and is compared row by row, so that
/// a root is either whole or has no portal.
/// </summary>
public sealed class RestoreBackup(DataRoot root, BlobKeys keys)
{
    /// <param name="folder">Where the backups lie; it is only read.</param>
    /// <param name="snapshot">Its name; null for the last one.</param>
    /// <param name="progress">Blobs copied, and how many there are.</param>
    /// <param name="cancellationToken">Looked at between files.</param>
    /// <returns>What the snapshot holds, with the blobs that could not be verified here.</returns>
    /// <exception cref="InvalidOperationException">The root is not empty, or there is no such snapshot.</exception>
    /// <exception cref="InvalidDataException">A file of the backup is missing or damaged; the message names it.</exception>
    public async Task<BackupManifest> ExecuteAsync(string folder, string? snapshot, Action<int, int> progress, CancellationToken cancellationToken)
    {
        if (File.Exists(root.Database) || Directory.EnumerateFileSystemEntries(root.Blobs).Any())
            throw new InvalidOperationException($"'{root.Folder}' holds a portal, or a part of one. Restore into an empty folder and start the portal from there.");
        var backup = new BackupFolder(folder);
        var found = backup.Find(snapshot);
        var manifest = BackupManifest.Read(found);
        var unverified = await CopyBlobsAsync(backup, await BlobsAsync(found, manifest, cancellationToken), progress, cancellationToken);
        var database = Path.GetFileName(root.Database);
        foreach (var file in manifest.Files.Keys.Where(file => file != database && file != BackupManifest.BlobList)) await CopyAsync(found, file, file, manifest, cancellationToken);
        var arriving = database + ".restored";
        await CopyAsync(found, database, arriving, manifest, cancellationToken);
        Compare(Path.Combine(root.Folder, arriving), manifest);
        File.Move(Path.Combine(root.Folder, arriving), root.Database);
        DirectorySync.Flush(root.Folder);
        return manifest with { Unverified = unverified };
    }

    private static async Task<string[]> BlobsAsync(string snapshot, BackupManifest manifest, CancellationToken cancellationToken)
    {
        var path = Path.Combine(snapshot, BackupManifest.BlobList);
        var content = File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : [];
        if (BlobHash.Of(content).Value != manifest.Files[BackupManifest.BlobList]) throw Damaged(path);
        return System.Text.Encoding.ASCII.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private async Task<Dictionary<string, string>> CopyBlobsAsync(BackupFolder backup, string[] blobs, Action<int, int> progress, CancellationToken cancellationToken)
    {
        var unverified = new Dictionary<string, string>();
        foreach (var (done, hash) in blobs.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (from, to) = (BlobFile.PathIn(backup.Blobs, hash), BlobFile.PathIn(root.Blobs, hash));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            var copied = File.Exists(from) ? await CheckedCopy.BlobAsync(from, to, hash, keys, cancellationToken) : new CopiedBlob.Damaged();
            if (copied is CopiedBlob.Damaged) throw Damaged(from);
            if (copied is CopiedBlob.Locked locked) unverified[hash] = locked.Key;
            progress(done + 1, blobs.Length);
        }

        return unverified;
    }

    private async Task CopyAsync(string snapshot, string file, string name, BackupManifest manifest, CancellationToken cancellationToken)
    {
        var (from, to) = (Path.Combine(snapshot, file), Path.Combine(root.Folder, name));
        if (!File.Exists(from) || await CheckedCopy.FileAsync(from, to, manifest.Files[file], cancellationToken) != manifest.Files[file]) throw Damaged(from);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(to, File.GetUnixFileMode(from));
    }

    private static void Compare(string database, BackupManifest manifest)
    {
        var restored = RowHashes.Of(database);
        var other = manifest.Tables.Keys.Union(restored.Keys).Where(table => manifest.Tables.GetValueOrDefault(table) != restored.GetValueOrDefault(table)).ToList();
        if (other.Count == 0) return;
        File.Delete(database);
        throw new InvalidDataException($"The restored database has other rows than the one that was backed up, in {string.Join(", ", other)}. Choose another snapshot.");
    }

    private static InvalidDataException Damaged(string file) => new($"{file} is missing or is not the file that was backed up. Choose another snapshot, or another copy of the backup.");
}
