namespace StudyPortal.Core.Storage.Backups;

/// <summary>Brings the blobs of a portal into a folder of backups, as they lie there: those that it lacks, and those that have been encrypted, decrypted or brought under another key since.</summary>
internal sealed class BlobsBackup(DataRoot root, BlobKeys keys, BackupFolder backup)
{
    private readonly List<string> _kept = [];
    private readonly List<string> _damaged = [];
    private readonly Dictionary<string, string> _unverified = [];

    public IReadOnlyList<string> Kept => _kept;

    public IReadOnlyList<string> Damaged => _damaged;

    public IReadOnlyDictionary<string, string> Unverified => _unverified;

    /// <summary>How many the folder had in no form before.</summary>
    public int New { get; private set; }

    public async Task CopyAsync(Action<int, int> progress, CancellationToken cancellationToken)
    {
        var all = Directory.EnumerateFiles(root.Blobs, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        foreach (var (done, path) in all.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var inside = Path.GetRelativePath(root.Blobs, path);
            var (hash, target) = (inside.Replace(Path.DirectorySeparatorChar.ToString(), "", StringComparison.Ordinal), Path.Combine(backup.Blobs, inside));
            await CopyAsync(path, target, hash, cancellationToken);
            (File.Exists(target) ? _kept : _damaged).Add(hash);
            progress(done + 1, all.Count);
        }
    }

    /// <summary>A copy that is there stays unless a verified one can take its place.</summary>
    private async Task CopyAsync(string path, string target, string hash, CancellationToken cancellationToken)
    {
        var isNew = !File.Exists(target);
        var key = BlobHeader.KeyIdOf(path);
        if (!isNew && (key == BlobHeader.KeyIdOf(target) || (key is not null && keys.Find(key) is null))) return;
        if (isNew) Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var copied = await CheckedCopy.BlobAsync(path, target, hash, keys, cancellationToken);
        if (copied is CopiedBlob.Locked locked) _unverified[hash] = locked.Key;
        if (isNew && copied is not CopiedBlob.Damaged) New++;
    }
}
