using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace StudyPortal.Core.Storage.Backups;

/// <summary>When the portal was last backed up, and whether the next backup is late.</summary>
public sealed class ReadBackups(IDbContextFactory<PortalDb> databases, IOptions<BackupSettings> settings, TimeProvider clock)
{
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <returns>Null when no folder is configured.</returns>
    public async Task<BackupStatus?> ExecuteAsync(CancellationToken cancellationToken)
    {
        var (chosen, now) = (settings.Value, clock.GetUtcNow().UtcDateTime);
        if (!chosen.IsConfigured) return null;
        var taken = new BackupFolder(chosen.Folder).Taken;
        var last = taken.Select(at => (DateTime?)at).LastOrDefault();
        var due = chosen.NextDue(last, now);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var told = await KeepBackups.LastAsync(db, cancellationToken);
        var failure = told is { Action: KeepBackups.Failed } && (last is null || told.AtUtc > last) ? told : null;
        return new BackupStatus(chosen.Folder, taken.Count, last, last is null ? null : now - last, due, now > due + Grace, failure?.Details ?? "", failure?.AtUtc);
    }
}

/// <param name="Snapshots">How many there are.</param>
/// <param name="Age">Of the last one.</param>
/// <param name="IsOverdue">The next one should have been taken an hour ago.</param>
/// <param name="Failure">Why the first try since then failed; empty when none did.</param>
/// <param name="FailedSinceUtc">When that was.</param>
public sealed record BackupStatus(
    string Folder, int Snapshots, DateTime? LastUtc, TimeSpan? Age, DateTime DueUtc, bool IsOverdue, string Failure, DateTime? FailedSinceUtc);
