using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>
/// Deletes the files of blobs that were replaced for the text in them, once no row of the database names them any more. A crash between
/// the replacement and this only puts it off: the next start of the trainer, or the next redaction, goes on.
/// </summary>
public sealed class DiscardRetiredBlobs(IDbContextFactory<PortalDb> databases, BlobStore blobs)
{
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var retired in await db.Set<RetiredBlob>().AsNoTracking().ToListAsync(cancellationToken))
        {
            // Nobody can begin to refer to it between the look and the deletion: it writes alone.
            await using var transaction = await db.BeginWritingAsync(cancellationToken);
            if (await IsNamedAsync(db, retired.Hash, cancellationToken)) continue;
            blobs.Delete(retired.Hash);
            await db.Set<RetiredBlob>().Where(b => b.Hash == retired.Hash).ExecuteDeleteAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>By any column of any table that holds the hash of a blob.</summary>
    private static async Task<bool> IsNamedAsync(PortalDb db, BlobHash hash, CancellationToken cancellationToken)
    {
        var columns = db.Model.GetEntityTypes().Where(type => type.ClrType != typeof(RetiredBlob))
            .SelectMany(type => type.GetProperties().Where(property => property.ClrType == typeof(BlobHash)).Select(property => (Table: type.GetTableName(), Column: property.GetColumnName())));
        foreach (var (table, column) in columns)
        {
            var sql = FormattableStringFactory.Create("SELECT COUNT(*) AS \"Value\" FROM (SELECT 1 FROM \"" + table + "\" WHERE \"" + column + "\" = {0} LIMIT 1) AS named", hash.Value);
            if (await db.Database.SqlQuery<long>(sql).SingleAsync(cancellationToken) == 1) return true;
        }

        return false;
    }
}
