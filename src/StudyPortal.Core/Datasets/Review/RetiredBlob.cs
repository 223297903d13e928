using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Pixels that were replaced for the text in them, or that an import stored and did not need, and must go from the disk; the row goes with the file.</summary>
public sealed class RetiredBlob
{
    public required BlobHash Hash { get; init; }

    public required DateTime RetiredUtc { get; init; }

    /// <summary>In the caller's transaction, and with what he saves; those that are there already stay as they are.</summary>
    internal static async Task AddAsync(PortalDb db, IReadOnlyCollection<BlobHash> hashes, DateTime now, CancellationToken cancellationToken)
    {
        if (hashes.Count == 0) return;
        var known = await db.Set<RetiredBlob>().Where(b => hashes.Contains(b.Hash)).Select(b => b.Hash).ToListAsync(cancellationToken);
        db.AddRange(hashes.Except(known).Select(hash => new RetiredBlob { Hash = hash, RetiredUtc = now }));
    }
}
