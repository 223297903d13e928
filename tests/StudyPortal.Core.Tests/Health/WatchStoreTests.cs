using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using StudyPortal.Browser.Tests.Faults;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Health;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Health;

/// <summary>What troubles a portal is noticed with its cause and since when, and is over when the cause is gone.</summary>
public sealed class WatchStoreTests
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_is_trouble_until_there_is_room_again()
    {
        await using var disk = await SmallDisk.MountAsync(64);
        await using var portal = await TestPortal.CreateAsync(folder: Path.Combine(disk.Folder, "data"));
        Assert.Empty(await LookAsync(portal));
        disk.Fill();

        var begun = await LookAsync(portal);
        var same = await LookAsync(portal);
        disk.MakeRoom();
        var over = await LookAsync(portal);

        Assert.Contains(begun, trouble => trouble is { Kind: TroubleKind.Disk, Cause: "The disk that holds the data is full." });
        Assert.DoesNotContain(same, trouble => trouble.Kind == TroubleKind.Disk);
        Assert.Contains(over, trouble => trouble.Kind == TroubleKind.Disk && trouble.UntilUtc == trouble.SinceUtc + 2 * Look);
        Assert.Empty(portal.Get<Troubles>().Open);
        Assert.Contains(portal.Get<Troubles>().Past, trouble => trouble.Kind == TroubleKind.Disk);
    }

    [Fact]
    public async Task A_disk_that_can_only_be_read_any_more_is_trouble_until_it_can_be_written()
    {
        await using var disk = await SmallDisk.MountAsync(64);
        await using var portal = await TestPortal.CreateAsync(folder: Path.Combine(disk.Folder, "data"));
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenStudyAsync(world.Design(), "reader1");
        var session = (await portal.Get<ReadSession>().ExecuteAsync(study, world.Accounts["reader1"], Stop))!;
        Assert.IsType<SubmitOutcome.Saved>(await SubmitAsync(0));
        await disk.AllowAsync(writing: false);

        var begun = await LookAsync(portal);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => SubmitAsync(1));
        await disk.AllowAsync(writing: true);
        var over = await LookAsync(portal);

        Assert.NotNull(StorageFailure.Of(refused));
        Assert.IsType<SubmitOutcome.Saved>(await SubmitAsync(1));
        await using (var db = portal.OpenDb()) Assert.Equal(2, await db.Set<AnswerEvent>().CountAsync(Stop));

        Assert.Equal([TroubleKind.Disk, TroubleKind.Database], begun.Select(trouble => trouble.Kind));
        Assert.All(begun, trouble => Assert.Equal("The disk that holds the data cannot be read or written.", trouble.Cause));
        Assert.Equal([TroubleKind.Disk, TroubleKind.Database], over.Where(trouble => trouble.UntilUtc is not null).Select(trouble => trouble.Kind));
        Assert.Empty(portal.Get<Troubles>().Open);

        Task<SubmitOutcome> SubmitAsync(int place) => portal.Get<SubmitAnswer>().ExecuteAsync(SampleWorld.Scored(session, session.Places[place], world.Accounts["reader1"], 3), Stop);
    }

    [Fact]
    public async Task A_database_that_another_program_keeps_locked_is_trouble_until_it_lets_go()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var other = new SqliteConnection($"Data Source={portal.Root.Database};Pooling=False");
        other.Open();
        var held = other.BeginTransaction(deferred: false);

        var begun = await LookAsync(portal); // Waits as long as a rating would.
        held.Dispose();
        var over = await LookAsync(portal);

        Assert.Equal((TroubleKind.Database, "The database is in use by another program and did not answer in time."), (Assert.Single(begun).Kind, begun[0].Cause));
        Assert.NotNull(Assert.Single(over).UntilUtc);
    }

    [Fact]
    public async Task A_damaged_file_is_trouble_from_the_first_who_asked_for_it_until_it_is_whole_again()
    {
        await using var portal = await TestPortal.CreateAsync();
        var blobs = portal.Get<BlobStore>();
        var (bad, good) = (await blobs.PutAsync(new byte[] { 1, 2, 3 }, Stop), await blobs.PutAsync(new byte[] { 4 }, Stop));
        await File.WriteAllTextAsync(blobs.PathOf(bad), "other", Stop);
        Assert.Empty(await LookAsync(portal));
        await Assert.ThrowsAsync<BlobCorruptException>(() => blobs.ReadAsync(bad, Stop));

        var begun = Assert.Single(await LookAsync(portal));
        Assert.Empty(await LookAsync(portal));
        Assert.Equal([4], await blobs.ReadAsync(good, Stop));
        await File.WriteAllBytesAsync(blobs.PathOf(bad), [1, 2, 3], Stop);
        Assert.Equal([1, 2, 3], await blobs.ReadAsync(bad, Stop));
        var over = Assert.Single(await LookAsync(portal));

        Assert.Equal((TroubleKind.File, bad.Value), (begun.Kind, begun.Subject));
        Assert.Contains("Restore it from a backup", begun.Cause, StringComparison.Ordinal);
        Assert.Equal((bad.Value, begun.SinceUtc + 2 * Look), (over.Subject, over.UntilUtc));
    }

    [Theory]
    [InlineData(1, "forward by 0.01:00:00")]
    [InlineData(-49, "back by 2.01:00:00")]
    public async Task A_clock_that_is_set_is_noticed_told_and_in_the_audit_trail(int hours, string expected)
    {
        await using var portal = await TestPortal.CreateAsync();
        var clock = new SetClock();
        var watch = new WatchStore(portal.Get<IDbContextFactory<PortalDb>>(), portal.Root, portal.Get<CheckBlobFolder>(), portal.Get<BlobStore>(), portal.Get<Troubles>(), clock);
        Assert.Empty(await watch.LookAsync(Stop));
        clock.SetBy += TimeSpan.FromHours(hours);

        var told = Assert.Single(await watch.LookAsync(Stop));

        Assert.Equal(TroubleKind.Clock, told.Kind);
        Assert.Contains(expected, told.Cause, StringComparison.Ordinal);
        Assert.Empty(await watch.LookAsync(Stop));
        Assert.Equal(told, Assert.Single(portal.Get<Troubles>().Past));
        await using var db = portal.OpenDb();
        Assert.Equal(told.Cause, (await db.Set<AuditEvent>().SingleAsync(e => e.Action == "clock.set", Stop)).Details);
    }

    [Fact]
    public async Task A_trainer_that_died_before_the_clock_was_set_back_is_not_taken_for_alive()
    {
        await using var portal = await TestPortal.CreateAsync();
        await portal.Get<RecordTrainer>().ExecuteAsync("here", 1, portal.Clock.GetUtcNow().UtcDateTime, TrainerActivity.None, Stop);
        Assert.True(Assert.Single(await portal.Get<ReadTrainers>().ExecuteAsync(Stop)).IsAlive);

        portal.Clock.AdjustTime(portal.Clock.GetUtcNow() - TimeSpan.FromHours(1));

        Assert.False(Assert.Single(await portal.Get<ReadTrainers>().ExecuteAsync(Stop)).IsAlive);
    }

    private static async Task<IReadOnlyList<Trouble>> LookAsync(TestPortal portal)
    {
        portal.Clock.Advance(Look);
        return await portal.Get<WatchStore>().LookAsync(Stop);
    }

    /// <summary>Whose time of day is set, while what it measures goes on.</summary>
    private sealed class SetClock : FakeTimeProvider
    {
        public TimeSpan SetBy { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + SetBy;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }
}
