using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;
using StudyPortal.Core.Tests.Reading;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>A study is open, or closed with its analysis set, and never anything between.</summary>
public sealed class ClosingTests
{
    private const string Stopped = "CREATE TRIGGER Stopped BEFORE UPDATE ON Studies WHEN NEW.State = 'Closed' BEGIN SELECT RAISE(ABORT, 'stopped'); END";

    private const string StoppedOnPostgres =
        """
        CREATE FUNCTION stopped() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'stopped'; END $$;
        CREATE TRIGGER Stopped BEFORE UPDATE ON "Studies" FOR EACH ROW WHEN (NEW."State" = 'Closed') EXECUTE FUNCTION stopped();
        """;

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Closing_stores_the_set_and_names_it_on_the_study_and_in_the_audit_log()
    {
        await using var room = await Room.OpenAsync();
        await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(4)));

        SampleWorld.Done(await CloseAsync(room));

        await using var db = room.Portal.OpenDb();
        var study = await db.Set<Study>().SingleAsync(s => s.Id == room.Study, Stop);
        var set = await SetAsync(room, study.FrozenSet!);
        Assert.Equal((study.ClosedUtc, 1, false), (set.Study.ClosedUtc, set.Ratings.Count, set.FrozenAfterClosing));
        Assert.Equal($"analysis set {study.FrozenSet}", await db.Set<AuditEvent>().Where(e => e.Action == "studies.closed").Select(e => e.Details).SingleAsync(Stop));
        var report = await new RatedStudy { Portal = room.Portal, World = room.World, Study = room.Study }.ReportAsync();
        Assert.Equal(study.FrozenSet, report.AnalysisSetHash);
    }

    [Fact]
    public async Task A_closing_that_stops_before_its_commit_leaves_an_open_study_that_closes_later()
    {
        await using var room = await Room.OpenAsync();
        await using (var db = room.Portal.OpenDb())
            await db.Database.ExecuteSqlRawAsync(TestDatabase.IsPostgresAsked ? StoppedOnPostgres : Stopped, Stop);
        var stored = Blobs(room);

        await Assert.ThrowsAsync<DbUpdateException>(() => CloseAsync(room));

        Assert.Single(Blobs(room).Except(stored)); // The set is on disk before the commit, and nothing names it.
        await using (var db = room.Portal.OpenDb())
        {
            var open = await db.Set<Study>().SingleAsync(s => s.Id == room.Study, Stop);
            Assert.Equal((StudyState.Open, null, null), (open.State, open.ClosedUtc, open.FrozenSet));
            await db.Database.ExecuteSqlRawAsync(TestDatabase.IsPostgresAsked ? """DROP TRIGGER Stopped ON "Studies" """ : "DROP TRIGGER Stopped", Stop);
        }
        Assert.IsType<SubmitOutcome.Saved>(await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(2))));
        SampleWorld.Done(await CloseAsync(room));
        Assert.Single((await FrozenAsync(room)).Ratings);
    }

    [Fact]
    public async Task An_answer_that_is_given_while_the_set_is_made_is_in_it()
    {
        await using var room = await Room.OpenAsync();
        var databases = new AnswerBetween(room.Portal.Get<IDbContextFactory<PortalDb>>(), () => room.SubmitAsync(room.Submission(0, AnswerValue.Scored(4))));
        var close = new CloseStudy(databases, room.Portal.Get<FreezeAnalysisSet>(), room.Portal.Clock);

        SampleWorld.Done(await close.ExecuteAsync(room.Study, "admin", Stop));

        Assert.IsType<SubmitOutcome.Saved>(databases.Outcome);
        var set = await FrozenAsync(room);
        Assert.Equal((1, 1, 1), (set.Ratings.Count, set.History!.Count, set.Participants![0].Answered));
    }

    [Theory]
    [InlineData(true, "the file is missing")]
    [InlineData(false, "its bytes have the hash")]
    public async Task A_damaged_map_that_the_set_needs_is_named_and_the_study_stays_open(bool isMissing, string found)
    {
        await using var room = await Room.OpenAsync(design => design with { Questions = [QuestionDesign.MarkFirst, QuestionDesign.Default] });
        var mark = Mark.ToJson([new Mark(MarkShape.Ellipse, "Finding", [[10, 10], [40, 40]])]);
        Assert.IsType<SubmitOutcome.Saved>(await room.SubmitAsync(room.Submission(0, AnswerValue.CannotJudge) with { Value = JsonSerializer.Deserialize<JsonElement>(mark) }));
        var hash = await MapOfFirstPlaceAsync(room);
        var path = room.Portal.Get<BlobStore>().PathOf(hash);
        if (isMissing) File.Delete(path);
        else await File.WriteAllTextAsync(path, "no map", Stop);

        var refused = Assert.IsType<StudyOutcome.Refused>(await CloseAsync(room));

        Assert.Contains($"Blob {hash} in the store is damaged: {found}", Assert.Single(refused.Reasons), StringComparison.Ordinal);
        await using var db = room.Portal.OpenDb();
        Assert.Equal(StudyState.Open, await db.Set<Study>().Where(s => s.Id == room.Study).Select(s => s.State).SingleAsync(Stop));
    }

    [Fact]
    public async Task A_study_that_an_older_version_closed_is_frozen_at_its_first_report_which_says_so()
    {
        await using var room = await Room.OpenAsync();
        SampleWorld.Done(await CloseAsync(room));
        await using (var db = room.Portal.OpenDb()) await db.Database.ExecuteSqlAsync($"""UPDATE "Studies" SET "FrozenSet" = NULL""", Stop);
        var study = new RatedStudy { Portal = room.Portal, World = room.World, Study = room.Study };

        var report = await study.ReportAsync();

        Assert.True(report.AnalysisSet.FrozenAfterClosing);
        Assert.Contains("after the study had been closed by an older version", Encoding.UTF8.GetString(await BundledReadmeAsync(study, report.Id)), StringComparison.Ordinal);
        await using (var db = room.Portal.OpenDb())
        {
            Assert.Equal(report.AnalysisSetHash, (await db.Set<Study>().SingleAsync(s => s.Id == room.Study, Stop)).FrozenSet);
            Assert.Single(await db.Set<AuditEvent>().Where(e => e.Action == "studies.set-frozen").ToListAsync(Stop));
            await db.Database.ExecuteSqlAsync($"""UPDATE "Models" SET "Name" = 'Renamed ' || "Name" """, Stop);
        }
        Assert.Equal(report.Id, (await study.ReportAsync()).Id);
    }

    private static Task<StudyOutcome> CloseAsync(Room room) => room.Portal.Get<CloseStudy>().ExecuteAsync(room.Study, "admin", Stop);

    private static List<string> Blobs(Room room) => [.. Directory.EnumerateFiles(room.Portal.Root.Blobs, "*", SearchOption.AllDirectories)];

    private static async Task<AnalysisSet> FrozenAsync(Room room) =>
        await SetAsync(room, await room.Portal.Get<FreezeAnalysisSet>().ExecuteAsync(room.Study, "admin", Stop));

    private static async Task<AnalysisSet> SetAsync(Room room, BlobHash hash) =>
        CanonicalJson.Read<AnalysisSet>(await room.Portal.Get<BlobStore>().ReadAsync(hash, Stop));

    private static async Task<BlobHash> MapOfFirstPlaceAsync(Room room)
    {
        await using var db = room.Portal.OpenDb();
        return await (
            from slot in db.Set<ReadingSlot>()
            join item in db.Set<StudyItem>() on slot.ItemId equals item.Id
            join map in db.Set<SaliencyMap>() on item.SaliencyMapId equals map.Id
            where slot.Id == room.Session.Places[0].Id
            select map.Raw).SingleAsync(Stop);
    }

    private static async Task<byte[]> BundledReadmeAsync(RatedStudy study, ReportId report)
    {
        using var archive = new ZipArchive(new MemoryStream(await study.FileAsync(report, DownloadReport.Bundle)));
        await using var stream = await archive.GetEntry("README.txt")!.OpenAsync(Stop);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Stop);
        return copy.ToArray();
    }

    /// <summary>Lets a reader answer after the set was prepared and before the transaction that closes the study begins, which is the second use.</summary>
    private sealed class AnswerBetween(IDbContextFactory<PortalDb> databases, Func<Task<SubmitOutcome>> answer) : IDbContextFactory<PortalDb>
    {
        private int _uses;

        public SubmitOutcome? Outcome { get; private set; }

        public PortalDb CreateDbContext() => databases.CreateDbContext();

        public async Task<PortalDb> CreateDbContextAsync(CancellationToken cancellationToken)
        {
            if (++_uses == 2) Outcome = await answer();
            return await databases.CreateDbContextAsync(cancellationToken);
        }
    }
}
