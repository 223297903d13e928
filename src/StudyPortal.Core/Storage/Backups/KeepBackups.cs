using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using StudyPortal.Core.Audit;

namespace StudyPortal.Core.Storage.Backups;

/// <summary>Takes the backup that is due and thins the earlier ones. Every host of a portal may ask; one of them does it, and all see what came of it in the audit trail.</summary>
public sealed class KeepBackups(IDbContextFactory<PortalDb> databases, TakeBackup take, ThinBackups thin, IOptions<BackupSettings> settings, TimeProvider clock)
{
    internal const string Taken = "backup.taken", Failed = "backup.failed";

    /// <summary>After a failure; a full disk is not filled again every half minute.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(10);

    private DateTime _notBefore;

    /// <returns>What was taken; null when none is due, another host is at it, or it failed.</returns>
    public async Task<BackupManifest?> ExecuteAsync(CancellationToken cancellationToken)
    {
        var (chosen, now) = (settings.Value, clock.GetUtcNow().UtcDateTime);
        if (!chosen.IsConfigured || (now < _notBefore && now > _notBefore - RetryAfter)) return null;
        var backup = new BackupFolder(chosen.Folder);
        if (!IsDue(backup, now)) return null;
        try
        {
            using var alone = await backup.LockAsync(cancellationToken);
            // Another host may have been at it.
            if (!IsDue(backup, now)) return null;
            var manifest = await take.TakeAsync(backup, (_, _) => { }, cancellationToken);
            var thinned = thin.Execute(backup, cancellationToken);
            await RecordAsync(Taken, BackupFolder.NameOf(manifest.TakenUtc), Told(manifest, thinned), cancellationToken);
            return manifest;
        }
        catch (BackupInProgressException)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidOperationException or InvalidDataException or DbException)
        {
            _notBefore = now + RetryAfter;
            if (!await HasFailedAsync(cancellationToken)) await RecordAsync(Failed, chosen.Folder, failure.Message, cancellationToken);
            return null;
        }
    }

    private static string Told(BackupManifest manifest, ThinnedBackups thinned)
    {
        var told = FormattableString.Invariant($"{manifest.Tables.Values.Sum(table => table.Rows)} rows, {manifest.Blobs} files, {manifest.NewBlobs} of them new");
        if (thinned.Snapshots > 0) told += FormattableString.Invariant($"; {thinned.Snapshots} older snapshots and {thinned.Blobs} files that only they had were removed");
        if (manifest.Unverified.Count > 0) told += $"; {manifest.UnverifiedInWords}";
        return manifest.Damaged.Count == 0 ? told : told + FormattableString.Invariant($"; {manifest.Damaged.Count} files of the portal are damaged and not in it");
    }

    private bool IsDue(BackupFolder backup, DateTime now) => now >= settings.Value.NextDue(backup.Taken.Select(at => (DateTime?)at).LastOrDefault(), now);

    /// <summary>The last try; a failure is told once, until a backup succeeds.</summary>
    private async Task<bool> HasFailedAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await LastAsync(db, cancellationToken) is { Action: Failed };
    }

    internal static Task<AuditEvent?> LastAsync(PortalDb db, CancellationToken cancellationToken) => db.Set<AuditEvent>().AsNoTracking()
        .Where(e => e.Action == Taken || e.Action == Failed).OrderByDescending(e => e.Sequence).FirstOrDefaultAsync(cancellationToken);

    private async Task RecordAsync(string action, string subject, string details, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        await AuditTrail.AppendAsync(db, clock.GetUtcNow().UtcDateTime, "portal", action, subject, details, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
