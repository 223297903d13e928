namespace StudyPortal.Core.Storage.Backups;

/// <summary>Brings the blobs of a portal into a folder of backups, as they lie there: those that it lacks, and those that have been encrypted, decrypted or brought under another key since.</summary>
/// <param name="doubted">Names of blobs in that folder that no backup could verify so far.</param>
internal sealed class BlobsBackup(DataRoot root, BlobKeys keys, BackupFolder backup, IReadOnlyCollection<string> doubted)
{
    private readonly List<string> _kept = [];
    private readonly List<string> _damaged = [];
    private readonly Dictionary<string, string> _unverified = [];

    public IReadOnlyList<string> Kept => _kept;

    public IReadOnlyList<string> Damaged => _damaged;

    /// <summary>Whose copy is encrypted under a key that is not here, and the id of that key.</summary>
    public IReadOnlyDictionary<string, string> Unverified => _unverified;

    /// <summary>How many the folder had in no form before.</summary>
    public int New { get; private set; }

    public async Task CopyAsync(Action<int, int> progress, CancellationToken cancellationToken)
    {
        var all = Directory.EnumerateFiles(root.Blobs, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        foreach (var (done, path) in all.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (hash, target) = (BlobFile.NameOf(root.Blobs, path), Path.Combine(backup.Blobs, Path.GetRelativePath(root.Blobs, path)));
            await CopyAsync(path, target, hash, cancellationToken);
            if (!File.Exists(target)) _damaged.Add(hash);
            else Keep(hash, BlobHeader.KeyIdOf(target));
            progress(done + 1, all.Count);
        }
    }

    private void Keep(string hash, string? key)
    {
        _kept.Add(hash);
        if (key is { Length: > 0 } && IsMissing(key)) _unverified[hash] = key;
    }

    /// <summary>A copy that is there stays unless a verified one can take its place, and when the portal has removed the blob meanwhile.</summary>
    private async Task CopyAsync(string path, string target, string hash, CancellationToken cancellationToken)
    {
        if (doubted.Contains(hash) && await CheckedCopy.LookAsync(target, hash, keys, cancellationToken) is CopiedBlob.Damaged) File.Delete(target);
        var isNew = !File.Exists(target);
        try
        {
            var key = BlobHeader.KeyIdOf(path);
            if (!isNew && (key == BlobHeader.KeyIdOf(target) || IsMissing(key))) return;
            if (isNew) Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var copied = await CheckedCopy.BlobAsync(path, target, hash, keys, cancellationToken);
            if (isNew && copied is not CopiedBlob.Damaged) New++;
        }
        catch (Exception gone) when (!isNew && gone is FileNotFoundException or DirectoryNotFoundException)
        {
        }
    }

    private bool IsMissing(string? key) => key is not null && keys.Find(key) is null;
}
