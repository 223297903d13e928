using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Removes what imports left behind that nobody goes on with: rows that were never shown, blobs that nothing else needs, and files that were sent.</summary>
public sealed class SweepImports(IDbContextFactory<PortalDb> databases, BlobStore blobs, Uploads uploads, TimeProvider clock)
{
    /// <summary>An import that was stopped can be gone on with for so long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    private static readonly TimeSpan LongestImport = TimeSpan.FromDays(1);

    /// <param name="open">The jobs that wait or run.</param>
    /// <param name="cancellationToken">Looked at between the imports.</param>
    public async Task ExecuteAsync(IReadOnlyCollection<JobId> open, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var hidden = await db.Set<Dataset>().IgnoreQueryFilters().AsNoTracking().Where(d => d.IsUnfinished && d.ImportedUtc < now - LongestImport).ToListAsync(cancellationToken);
        foreach (var set in hidden.Where(set => !open.Contains(JobId.From(set.ImportId)))) await HiddenSet.RemoveAsync(databases, set.Name, cancellationToken);

        uploads.Sweep(await ListUploads.FoldersBeingImportedAsync(db, cancellationToken));
        if (open.Count > 0) return;
        var imports = await db.Set<StoredFile>().GroupBy(f => f.Import).Select(g => new { g.Key, Last = g.Max(f => f.StoredUtc) }).ToListAsync(cancellationToken);
        foreach (var import in imports.Where(import => import.Last < now - Patience)) await GiveUpAsync(db, import.Key, cancellationToken);
    }

    /// <summary>The blobs go first: should this be killed, the rows still tell which they are.</summary>
    private async Task GiveUpAsync(PortalDb db, string import, CancellationToken cancellationToken)
    {
        var files = db.Set<StoredFile>().AsNoTracking().Where(f => f.Import == import);
        var orphans = (await files.Select(f => f.Pixels).ToListAsync(cancellationToken)).Concat((await files.Where(f => f.Thumbnail != null).Select(f => f.Thumbnail!).ToListAsync(cancellationToken))).ToHashSet();
        await foreach (var needed in NeededAsync(db, import, cancellationToken)) orphans.Remove(needed);
        foreach (var orphan in orphans)
        {
            // Alone, so that EncryptBlobs, which writes the blob anew, does not put it back.
            await using var alone = await db.BeginWritingAsync(cancellationToken);
            blobs.Delete(orphan);
        }

        await files.ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Every hash in the database but those of the import.</summary>
    private static async IAsyncEnumerable<BlobHash> NeededAsync(PortalDb db, string import, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var other in db.Set<StoredFile>().AsNoTracking().Where(f => f.Import != import).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return other.Pixels;
            if (other.Thumbnail is { } thumbnail) yield return thumbnail;
        }

        var columns = db.Model.GetEntityTypes().Where(type => type.ClrType != typeof(StoredFile))
            .SelectMany(type => type.GetProperties().Where(property => property.ClrType == typeof(BlobHash)).Select(property => (Table: type.GetTableName(), Column: property.GetColumnName())));
        await db.Database.OpenConnectionAsync(cancellationToken);
        foreach (var (table, column) in columns.ToList())
        {
            await using var query = db.Database.GetDbConnection().CreateCommand();
            query.CommandText = $"SELECT DISTINCT \"{column}\" FROM \"{table}\" WHERE \"{column}\" IS NOT NULL";
            await using var rows = await query.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken)) yield return new BlobHash(rows.GetString(0));
        }
    }
}
