using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>
/// Deletes the files of blobs that were replaced for the text in them, or that an import did not need, once no row of the database names them
/// any more. A crash between the replacement and this only puts it off: the next start of the trainer, redaction or import goes on.
/// </summary>
public sealed class DiscardRetiredBlobs(IDbContextFactory<PortalDb> databases, BlobStore blobs)
{
    /// <summary>Other writers get their turn between them.</summary>
    private const int AtOnce = 100;

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        while (await db.Set<RetiredBlob>().AnyAsync(cancellationToken))
        {
            // Nobody can begin to refer to one between the look and the deletion: it writes alone.
            await using var transaction = await db.BeginWritingAsync(cancellationToken);
            var hashes = await db.Database.SqlQueryRaw<string>(Unnamed(db)).Take(AtOnce).ToListAsync(cancellationToken);
            if (hashes is []) return;
            var unnamed = hashes.ConvertAll(hash => new BlobHash(hash));
            unnamed.ForEach(blobs.Delete);
            await db.Set<RetiredBlob>().Where(b => unnamed.Contains(b.Hash)).ExecuteDeleteAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Those that no column of any other table names which holds the hash of a blob.</summary>
    private static string Unnamed(PortalDb db)
    {
        var columns = db.Model.GetEntityTypes().Where(type => type.ClrType != typeof(RetiredBlob))
            .SelectMany(type => type.GetProperties().Where(property => property.ClrType == typeof(BlobHash)).Select(property => (Table: type.GetTableName(), Column: property.GetColumnName())));
        return "SELECT \"Hash\" AS \"Value\" FROM \"RetiredBlobs\"" + string.Concat(columns.Select(named => $" EXCEPT SELECT \"{named.Column}\" FROM \"{named.Table}\""));
    }
}
