using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Datasets;

/// <summary>
/// Blacks out the text in a case for good: its pixels, its thumbnail and all its slices are replaced in one commit, also where another case
/// that waits for its review has the same slices, and the old files go from the disk as soon as nothing else refers to them.
/// </summary>
public sealed class RedactCase(IDbContextFactory<PortalDb> databases, BlobStore blobs, DiscardRetiredBlobs discard, TimeProvider clock)
{
    /// <summary>DICOM's code for cleaned pixels (PS3.16, CID 7050).</summary>
    public const string MethodCode = "113101";

    public async Task<ReviewOutcome> ExecuteAsync(CaseId id, IReadOnlyList<PixelBlock> blocks, string actor, CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            if (await db.Set<Case>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } seen) return new ReviewOutcome.Refused(ReviewChange.NotThere);
            if (!seen.Review.IsDue()) return new ReviewOutcome.Refused(ReviewChange.NotDue(seen.Review));
            if (PixelBlocks.Refusal(blocks, seen.Width, seen.Height) is { } wrong) return new ReviewOutcome.Refused(wrong);
            var replaced = await BlackenAsync(db, seen, blocks, cancellationToken);
            if (await ReplaceAsync(db, seen, replaced, blocks, actor, cancellationToken) is { } refused) return refused;
        }

        await discard.ExecuteAsync(cancellationToken);
        return new ReviewOutcome.Decided();
    }

    /// <summary>The case's own image and every slice beside it: text stands at the same place in all.</summary>
    private async Task<Dictionary<BlobHash, BlobHash>> BlackenAsync(PortalDb db, Case seen, IReadOnlyList<PixelBlock> blocks, CancellationToken cancellationToken)
    {
        var slices = await db.Set<CaseSlice>().AsNoTracking().Where(s => s.CaseId == seen.Id).Select(s => s.Pixels).ToListAsync(cancellationToken);
        var replaced = new Dictionary<BlobHash, BlobHash>();
        foreach (var old in slices.Append(seen.Pixels).Distinct())
            replaced[old] = await blobs.PutAsync(GrayPng.Write(PixelBlocks.Applied(await ReadAsync(old, cancellationToken), blocks)), cancellationToken);
        return replaced;
    }

    private async Task<ReviewOutcome.Refused?> ReplaceAsync(
        PortalDb db, Case seen, Dictionary<BlobHash, BlobHash> replaced, IReadOnlyList<PixelBlock> blocks, string actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        var sharing = await db.Set<Case>().Where(c => c.DatasetId == seen.DatasetId && c.Patient == seen.Patient).Where(CaseReviews.DueCase).ToListAsync(cancellationToken);
        if (sharing.SingleOrDefault(c => c.Id == seen.Id && c.Pixels == seen.Pixels) is not { } own) return new ReviewOutcome.Refused("Somebody has meanwhile decided on this case.");
        var old = replaced.Keys.ToList();
        var gone = old.Where(hash => replaced[hash] != hash).ToHashSet();
        foreach (var shared in sharing.Where(c => replaced.ContainsKey(c.Pixels)))
        {
            gone.Add(shared.Thumbnail);
            shared.Pixels = replaced[shared.Pixels];
            shared.Thumbnail = await blobs.PutAsync(CaseThumbnail.Png(await ReadAsync(shared.Pixels, cancellationToken), shared.WindowLow, shared.WindowHigh), cancellationToken);
            gone.Remove(shared.Thumbnail);
        }

        var ids = sharing.ConvertAll(c => c.Id);
        foreach (var slice in await db.Set<CaseSlice>().Where(s => ids.Contains(s.CaseId) && old.Contains(s.Pixels)).ToListAsync(cancellationToken)) slice.Pixels = replaced[slice.Pixels];
        await RetiredBlob.AddAsync(db, gone, now, cancellationToken);
        var where = string.Join(" ", blocks.Select(block => FormattableString.Invariant($"[{block.X} {block.Y} {block.Width} {block.Height}]")));
        await ReviewChange.RecordAsync(db, own, CaseReview.Redacted, actor, now, "case.redacted", $"method {MethodCode}, black {where}, pixels {seen.Pixels} -> {own.Pixels}", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private async Task<GrayImage> ReadAsync(BlobHash hash, CancellationToken cancellationToken) => GrayPng.Read(await blobs.ReadAsync(hash, cancellationToken));
}
