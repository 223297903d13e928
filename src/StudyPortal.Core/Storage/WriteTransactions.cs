using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage.Postgres;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Storage;

/// <summary>
/// How transactions that look before they write keep out of each other's way. On SQLite each holds the one write lock of the file from its
/// beginning. On PostgreSQL each takes advisory locks first and reads after, so that it sees all that the holder before it has committed:
/// the portal as a whole (whatever is audited, for the chain of hashes has one end), a study, one reader, one job. Locks are taken in this
/// order and let go at the end of the transaction.
/// </summary>
internal static class WriteTransactions
{
    private const int Portal = 1, Study = 2, Reader = 3, Job = 4, Model = 5;

    /// <summary>One writer at a time in the whole portal; readers go on answering and jobs go on telling.</summary>
    public static Task<IDbContextTransaction> BeginWritingAsync(this PortalDb db, CancellationToken cancellationToken) =>
        BeginAsync(db, $"SELECT pg_advisory_xact_lock({Portal}, 0)", cancellationToken);

    /// <summary>The same, while nobody answers in this study.</summary>
    public static Task<IDbContextTransaction> BeginWritingAsync(this PortalDb db, StudyId study, CancellationToken cancellationToken) =>
        BeginAsync(db, $"SELECT pg_advisory_xact_lock({Portal}, 0), pg_advisory_xact_lock({Study}, {Number(study.Value)})", cancellationToken);

    /// <summary>The same, while no trainer begins, tells or ends this job.</summary>
    public static Task<IDbContextTransaction> BeginWritingAsync(this PortalDb db, JobId job, CancellationToken cancellationToken) =>
        BeginAsync(db, $"SELECT pg_advisory_xact_lock({Portal}, 0), pg_advisory_xact_lock({Job}, {Number(job.Value)})", cancellationToken);

    /// <summary>One writer at a time for each reader, beside all others, while the study stays as it is.</summary>
    public static Task<IDbContextTransaction> BeginAnsweringAsync(this PortalDb db, ReadingSlotId slot, CancellationToken cancellationToken) => BeginAsync(
        db,
        $"""
        SELECT pg_advisory_xact_lock_shared({Study}, ('x' || substr(s."StudyId"::text, 1, 8))::bit(32)::int),
            pg_advisory_xact_lock({Reader}, ('x' || substr(s."ReaderId"::text, 1, 8))::bit(32)::int)
        FROM "ReadingSlots" s WHERE s."Id" = {slot.Value}
        """,
        cancellationToken);

    /// <summary>One writer at a time for each job.</summary>
    public static Task<IDbContextTransaction> BeginTellingAsync(this PortalDb db, JobId job, CancellationToken cancellationToken) =>
        BeginAsync(db, $"SELECT pg_advisory_xact_lock({Job}, {Number(job.Value)})", cancellationToken);

    /// <summary>What is computed from a model: one writer at a time for each.</summary>
    public static Task<IDbContextTransaction> BeginStoringAsync(this PortalDb db, ModelId model, CancellationToken cancellationToken) => BeginAsync(
        db, $"SELECT pg_advisory_xact_lock_shared({Portal}, 0), pg_advisory_xact_lock({Model}, {Number(model.Value)})", cancellationToken);

    /// <summary>Rows that nobody else writes or looks at yet: beside others of their kind, but not beside a writer of the whole portal.</summary>
    public static Task<IDbContextTransaction> BeginStoringAsync(this PortalDb db, CancellationToken cancellationToken) =>
        BeginAsync(db, $"SELECT pg_advisory_xact_lock_shared({Portal}, 0)", cancellationToken);

    private static async Task<IDbContextTransaction> BeginAsync(PortalDb db, FormattableString locks, CancellationToken cancellationToken)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (db is not PostgresPortalDb) return transaction;
        try
        {
            await db.Database.ExecuteSqlAsync(locks, cancellationToken);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>The first eight digits; ids are random, and two that begin alike only wait for each other.</summary>
    private static int Number(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }
}
