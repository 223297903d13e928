using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Storage.Backups;
using StudyPortal.Core.Verification;

namespace StudyPortal.Core.Tests.Storage;

/// <summary>Backups that the portal takes by itself: real files, and a clock that is moved.</summary>
public sealed class KeepBackupsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_is_taken_at_once_and_then_every_day_at_its_time_and_each_is_in_the_audit_trail()
    {
        using var backups = new ScratchFolder();
        await using var portal = await PortalAsync(backups, settings => settings.At = new TimeOnly(2, 0));
        var taken = new List<string>();
        for (var hour = 0; hour < 48; hour++)
        {
            if (await portal.Get<KeepBackups>().ExecuteAsync(Stop) is { } manifest) taken.Add($"{manifest.TakenUtc:u}");
            portal.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(["2026-11-01 20:00:00Z", "2026-11-02 02:00:00Z", "2026-11-03 02:00:00Z"], taken);
        await using var db = portal.OpenDb();
        Assert.Equal(
            [("2026-11-01T20-00-00-000Z", "backup.taken"), ("2026-11-02T02-00-00-000Z", "backup.taken"), ("2026-11-03T02-00-00-000Z", "backup.taken")],
            (await db.Set<AuditEvent>().OrderBy(e => e.Sequence).ToListAsync(Stop)).Select(e => (e.Subject, e.Action)));
        var status = (await portal.Get<ReadBackups>().ExecuteAsync(Stop))!;
        Assert.Equal((3, TimeSpan.FromHours(18), false, ""), (status.Snapshots, status.Age, status.IsOverdue, status.Failure));
    }

    [Fact]
    public async Task Of_a_year_of_backups_the_days_weeks_and_months_are_kept_that_were_asked_for_and_no_blob_without_a_snapshot()
    {
        using var backups = new ScratchFolder();
        await using var portal = await PortalAsync(backups, settings => (settings.Every, settings.KeepDaily, settings.KeepWeekly, settings.KeepMonthly) = (TimeSpan.FromDays(1), 3, 2, 3));
        var blobs = portal.Get<BlobStore>();
        for (var day = 0; day < 70; day++)
        {
            // A file that is there on that day alone, as a replaced image is.
            var passing = await blobs.PutAsync(BitConverter.GetBytes(day), Stop);
            Assert.NotNull(await portal.Get<KeepBackups>().ExecuteAsync(Stop));
            blobs.Delete(passing);
            portal.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(
            ["2026-11-30", "2026-12-31", "2027-01-03", "2027-01-07", "2027-01-08", "2027-01-09"],
            Directory.GetDirectories(backups.Sub("snapshots")).Select(path => Path.GetFileName(path)[..10]).Order(StringComparer.Ordinal));
        Assert.Equal(6, Directory.GetFiles(backups.Sub("blobs"), "*", SearchOption.AllDirectories).Length);
        using var elsewhere = new ScratchFolder();
        var root = new DataRoot(elsewhere.Path);
        await new RestoreBackup(root, BlobKeys.None).ExecuteAsync(backups.Path, "2026-12-31T20-00-00-000Z", (_, _) => { }, Stop);
        Assert.Single(Directory.GetFiles(root.Blobs, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_restored_scheduled_backup_is_a_whole_portal()
    {
        using var backups = new ScratchFolder();
        using var elsewhere = new ScratchFolder();
        await using var room = await Reading.Room.OpenAsync(on: await TestPortal.CreateSqliteAsync());
        Assert.IsType<SubmitOutcome.Saved>(await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(4))));
        await using (var host = await PortalAsync(backups, settings => settings.Every = TimeSpan.FromHours(1), room.Portal.Root)) Assert.NotNull(await host.Get<KeepBackups>().ExecuteAsync(Stop));

        var root = new DataRoot(elsewhere.Path);
        await new RestoreBackup(root, BlobKeys.None).ExecuteAsync(backups.Path, null, (_, _) => { }, Stop);
        await using var services = new ServiceCollection().AddLogging().AddPortal(root).BuildServiceProvider();
        var verdict = await services.GetRequiredService<VerifyPortal>().ExecuteAsync(_ => { }, Stop);

        Assert.Empty(verdict.Findings);
        Assert.Equal(1, verdict.AnswerEvents);
    }

    [Fact]
    public async Task Of_several_hosts_one_takes_the_backup()
    {
        using var backups = new ScratchFolder();
        await using var portal = await PortalAsync(backups, settings => settings.Every = TimeSpan.FromHours(1));
        await using var other = await PortalAsync(backups, settings => settings.Every = TimeSpan.FromHours(1), portal.Root);

        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(turn => Task.Run(() => (turn % 2 == 0 ? portal : other).Get<KeepBackups>().ExecuteAsync(Stop), Stop)));

        Assert.Single(taken.OfType<BackupManifest>());
        Assert.Single(Directory.GetDirectories(backups.Sub("snapshots")));
    }

    [Fact]
    public async Task A_backup_that_fails_is_told_once_tried_again_and_late_and_the_next_that_succeeds_ends_it()
    {
        using var backups = new ScratchFolder();
        await using var portal = await PortalAsync(backups, settings => settings.Every = TimeSpan.FromHours(6));
        Assert.NotNull(await portal.Get<KeepBackups>().ExecuteAsync(Stop));
        portal.Clock.Advance(TimeSpan.FromHours(7));
        // No folder for the snapshots any more: a file has its name.
        Directory.Move(backups.Sub("snapshots"), backups.Sub("away"));
        await File.WriteAllTextAsync(backups.Sub("snapshots"), "in the way", Stop);

        for (var minute = 0; minute < 60; minute++)
        {
            Assert.Null(await portal.Get<KeepBackups>().ExecuteAsync(Stop));
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        File.Delete(backups.Sub("snapshots"));
        Directory.Move(backups.Sub("away"), backups.Sub("snapshots"));
        var late = (await portal.Get<ReadBackups>().ExecuteAsync(Stop))!;
        Assert.Equal((true, TimeSpan.FromHours(8)), (late.IsOverdue, late.Age));
        Assert.Contains("snapshots", late.Failure, StringComparison.Ordinal);
        await using (var db = portal.OpenDb()) Assert.Equal(1, await db.Set<AuditEvent>().CountAsync(e => e.Action == "backup.failed", Stop));
        portal.Clock.Advance(KeepBackups.RetryAfter);
        Assert.NotNull(await portal.Get<KeepBackups>().ExecuteAsync(Stop));
        var well = (await portal.Get<ReadBackups>().ExecuteAsync(Stop))!;
        Assert.Equal((false, "", 2), (well.IsOverdue, well.Failure, well.Snapshots));
    }

    [Fact]
    public async Task A_snapshot_whose_list_of_files_is_damaged_stops_the_thinning_before_anything_is_removed()
    {
        using var backups = new ScratchFolder();
        await using var portal = await PortalAsync(backups, settings => (settings.Every, settings.KeepDaily, settings.KeepWeekly, settings.KeepMonthly) = (TimeSpan.FromDays(1), 2, 0, 0));
        await portal.Get<BlobStore>().PutAsync(new byte[] { 1, 2, 3 }, Stop);
        for (var day = 0; day < 2; day++)
        {
            await portal.Get<KeepBackups>().ExecuteAsync(Stop);
            portal.Clock.Advance(TimeSpan.FromDays(1));
        }

        await File.WriteAllTextAsync(Path.Combine(Directory.GetDirectories(backups.Sub("snapshots")).Order(StringComparer.Ordinal).Last(), BackupManifest.BlobList), "", Stop);
        await portal.Get<KeepBackups>().ExecuteAsync(Stop);

        Assert.Equal(3, Directory.GetDirectories(backups.Sub("snapshots")).Length);
        Assert.Single(Directory.GetFiles(backups.Sub("blobs"), "*", SearchOption.AllDirectories));
        Assert.Contains("is not the file that was backed up", (await LastAsync(portal)).Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_last_backup_from_the_future_does_not_put_off_the_next_by_more_than_a_day()
    {
        using var backups = new ScratchFolder();
        await using var portal = await PortalAsync(backups, settings => settings.At = new TimeOnly(2, 0));
        portal.Clock.Advance(TimeSpan.FromDays(400));
        Assert.NotNull(await portal.Get<KeepBackups>().ExecuteAsync(Stop));
        portal.Clock.AdjustTime(portal.Clock.GetUtcNow() - TimeSpan.FromDays(399));

        var due = (await portal.Get<ReadBackups>().ExecuteAsync(Stop))!.DueUtc;

        Assert.InRange(due - portal.Clock.GetUtcNow().UtcDateTime, TimeSpan.Zero, TimeSpan.FromDays(1));
    }

    [Theory]
    [InlineData("02:00", "06:00:00", 7, "exclude each other")]
    [InlineData(null, "00:00:10", 7, "must be at least 00:01:00")]
    [InlineData(null, null, 0, "must be at least 1")]
    public void Settings_that_cannot_work_are_refused(string? at, string? every, int daily, string expected)
    {
        var settings = new BackupSettings
        {
            Folder = "backups", KeepDaily = daily,
            At = at is null ? null : TimeOnly.Parse(at, System.Globalization.CultureInfo.InvariantCulture),
            Every = every is null ? null : TimeSpan.Parse(every, System.Globalization.CultureInfo.InvariantCulture),
        };

        Assert.Contains(expected, Assert.Single(settings.Problems()), StringComparison.Ordinal);
    }

    private static async Task<AuditEvent> LastAsync(TestPortal portal)
    {
        await using var db = portal.OpenDb();
        return await db.Set<AuditEvent>().OrderByDescending(e => e.Sequence).FirstAsync(Stop);
    }

    private static Task<TestPortal> PortalAsync(ScratchFolder backups, Action<BackupSettings> choose, DataRoot? root = null) => TestPortal.CreateSqliteAsync(
        services => services.Configure<BackupSettings>(settings =>
        {
            settings.Folder = backups.Path;
            choose(settings);
        }),
        root?.Folder,
        keepFolder: root is not null);
}
