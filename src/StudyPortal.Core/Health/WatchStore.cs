using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Health;

/// <summary>Looks whether the disk and the database can be written, whether files that were found damaged are whole again, and whether the clock was set.</summary>
public sealed class WatchStore(IDbContextFactory<PortalDb> databases, DataRoot root, CheckBlobFolder folder, BlobStore blobs, Troubles troubles, TimeProvider clock)
{
    /// <summary>Longer than a rating waits for the lock of a SQLite file.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ClockWatch _clock = new(clock);
    private Task _writing = Task.CompletedTask;

    /// <returns>What began or ended since the last look.</returns>
    public async Task<IReadOnlyList<Trouble>> LookAsync(CancellationToken cancellationToken)
    {
        var jumped = await LookAtClockAsync(cancellationToken);
        var disk = troubles.See(TroubleKind.Disk, root.Folder, await folder.ExecuteAsync(cancellationToken), Now);
        var database = troubles.See(TroubleKind.Database, "database", await DatabaseAsync(cancellationToken), Now);
        return [.. new[] { jumped, disk, database }.Concat(await FilesAsync(cancellationToken)).OfType<Trouble>()];
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async Task<string?> DatabaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_writing.IsCompleted) _writing = Task.Run(TryToWriteAsync, CancellationToken.None);
            await _writing.WaitAsync(Patience, clock, cancellationToken);
            return null;
        }
        catch (TimeoutException)
        {
            return "The database does not answer.";
        }
        catch (Exception failure) when (failure is DbException or IOException or InvalidOperationException && !cancellationToken.IsCancellationRequested)
        {
            return StorageFailure.Of(failure)?.Reason ?? $"The database does not answer: {failure.Message}";
        }
    }

    /// <summary>By taking the lock of a writer, which waits as long as a rating would. It is not interrupted: a server that hangs does not answer that either.</summary>
    private async Task TryToWriteAsync()
    {
        await using var db = await databases.CreateDbContextAsync();
        await using var writer = await db.BeginTellingAsync(default, CancellationToken.None);
        await writer.RollbackAsync();
    }

    private async Task<IReadOnlyList<Trouble?>> FilesAsync(CancellationToken cancellationToken)
    {
        var seen = new List<Trouble?>();
        var known = troubles.Open.Where(trouble => trouble.Kind == TroubleKind.File).Select(trouble => new BlobHash(trouble.Subject));
        foreach (var hash in blobs.Damaged.Keys.Union(known).ToList()) seen.Add(troubles.See(TroubleKind.File, hash.Value, await blobs.ProblemAsync(hash, cancellationToken), Now));
        return seen;
    }

    private async Task<Trouble?> LookAtClockAsync(CancellationToken cancellationToken)
    {
        if (_clock.Look() is not { } jump) return null;
        var cause = FormattableString.Invariant($"The clock of {Environment.MachineName} was set {(jump > TimeSpan.Zero ? "forward" : "back")} by {jump.Duration():d\\.hh\\:mm\\:ss} (days.hours). Answers keep their order; times from then on are those of the new clock.");
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.BeginWritingAsync(cancellationToken);
            await AuditTrail.AppendAsync(db, Now, "portal", "clock.set", Environment.MachineName, cause, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception failure) when (StorageFailure.Of(failure) is not null)
        {
            // The page still shows it.
        }

        return troubles.Happened(TroubleKind.Clock, Environment.MachineName, cause, Now);
    }
}
