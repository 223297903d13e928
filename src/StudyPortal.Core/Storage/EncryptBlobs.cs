using Microsoft.EntityFrameworkCore;

namespace StudyPortal.Core.Storage;

/// <summary>
/// Brings every blob under the first key, or makes all of them plain, one by one, while the portal runs. Each is written aside, compared with
/// its name, flushed and renamed over the one of before, so that wherever this is stopped every blob is whole, and the next run goes on.
/// </summary>
public sealed class EncryptBlobs(IDbContextFactory<PortalDb> databases, DataRoot root, StorageSettings storage, BlobStore blobs)
{
    /// <param name="decrypt">Whether they are to be plain.</param>
    /// <param name="progress">Told after each blob.</param>
    /// <param name="cancellationToken">Looked at between blobs.</param>
    /// <exception cref="InvalidOperationException">There is no portal, or no key.</exception>
    public async Task<EncryptedBlobs> ExecuteAsync(bool decrypt, Action<EncryptedBlobs> progress, CancellationToken cancellationToken)
    {
        if (!storage.IsShared && !File.Exists(root.Database)) throw new InvalidOperationException($"There is no portal in '{root.Folder}': it has no {Path.GetFileName(root.Database)}.");
        var key = decrypt ? null : storage.BlobKeys.First ?? throw new InvalidOperationException($"{BlobKeys.Name} is not set, neither in the environment nor as a secret file: there is no key to encrypt with.");
        var all = Directory.EnumerateFiles(root.Blobs, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var failed = new List<string>();
        var done = new EncryptedBlobs(all.Count, 0, 0, 0, failed);
        foreach (var path in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress(done = await RewriteAsync(path, key, done, failed, cancellationToken));
        }

        return done;
    }

    private async Task<EncryptedBlobs> RewriteAsync(string path, BlobKey? key, EncryptedBlobs done, List<string> failed, CancellationToken cancellationToken)
    {
        var name = BlobFile.NameOf(root.Blobs, path);
        try
        {
            if (!BlobHash.IsOne(name)) throw new InvalidDataException($"blobs/{Path.GetRelativePath(root.Blobs, path)} is not the portal's.");
            if (BlobHeader.KeyIdOf(path) == key?.Id) return done with { AsWanted = done.AsWanted + 1 };
            return await RewriteAsync(new BlobHash(name), key, cancellationToken) ? done with { Rewritten = done.Rewritten + 1 } : done with { Gone = done.Gone + 1 };
        }
        catch (Exception refused) when (refused is BlobCorruptException or InvalidDataException)
        {
            if (!File.Exists(path)) return done with { Gone = done.Gone + 1 };
            failed.Add(refused.Message);
            return done;
        }
        catch (FileNotFoundException)
        {
            return done with { Gone = done.Gone + 1 };
        }
    }

    /// <returns>False when the portal removed the blob meanwhile.</returns>
    private async Task<bool> RewriteAsync(BlobHash hash, BlobKey? key, CancellationToken cancellationToken)
    {
        await using var rewritten = blobs.Begin(key);
        await using (var content = blobs.OpenUnchecked(hash)) await rewritten.WriteAsync(content, cancellationToken);
        if (await rewritten.CompleteAsync(cancellationToken) is var actual && actual != hash) throw new BlobCorruptException(hash, $"its bytes have the hash {actual}");
        // Whoever removes a blob for good writes alone, too: it must not come back.
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var alone = await db.BeginWritingAsync(cancellationToken);
        if (!File.Exists(blobs.PathOf(hash))) return false;
        blobs.Place(rewritten, hash);
        return true;
    }
}

/// <summary>How far the blobs have been brought.</summary>
/// <param name="Total">How many there were at the beginning.</param>
/// <param name="Rewritten">In this run.</param>
/// <param name="AsWanted">Were as they are to be before.</param>
/// <param name="Gone">Removed by the portal meanwhile.</param>
/// <param name="Failed">Why one was left as it is.</param>
public sealed record EncryptedBlobs(int Total, int Rewritten, int AsWanted, int Gone, IReadOnlyList<string> Failed)
{
    public int Done => Rewritten + AsWanted + Gone + Failed.Count;
}
