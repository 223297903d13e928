using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Studies;

public sealed class PilotTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pilot_shows_each_reader_its_cases_in_every_arm_from_strata_in_turn()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await PilotAsync(portal, world, cases: 4, repeats: 2);

        await using var db = portal.OpenDb();
        var places = await (
            from slot in db.Set<ReadingSlot>()
            join item in db.Set<StudyItem>() on slot.ItemId equals item.Id
            where slot.StudyId == study
            select new { slot.ReaderId, slot.IsPilot, slot.Purpose, item.CaseId, item.ArmId, item.Stratum }).ToListAsync(Token);

        Assert.Equal(2 * 4 * 3, places.Count);
        Assert.All(places, place => Assert.Equal((true, SlotPurpose.Main), (place.IsPilot, place.Purpose)));
        Assert.All(places.GroupBy(p => p.ReaderId), order => Assert.Equal(12, order.Distinct().Count()));
        Assert.Equal([2, 2], places.DistinctBy(p => p.CaseId).CountBy(p => p.Stratum).Select(stratum => stratum.Value));
    }

    [Fact]
    public async Task After_a_pilot_every_reader_begins_again_and_an_old_window_does_not_move_him()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await PilotAsync(portal, world, cases: 2);
        var reader = world.Accounts["reader1"];
        var pilot = (await portal.Get<ReadSession>().ExecuteAsync(study, reader, Token))!;
        await portal.Get<ShowSlot>().ExecuteAsync(pilot.Places[5].Id, reader, Token);
        SampleWorld.Done(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", Token));
        await portal.Get<ShowSlot>().ExecuteAsync(pilot.Places[4].Id, reader, Token);

        var session = (await portal.Get<ReadSession>().ExecuteAsync(study, reader, Token))!;

        Assert.Equal((1, 1), (session.Position, session.Furthest));
    }

    [Fact]
    public async Task A_pilot_is_read_rated_and_then_shown_no_more()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await PilotAsync(portal, world, cases: 2);
        var reader = world.Accounts["reader1"];
        var session = (await portal.Get<ReadSession>().ExecuteAsync(study, reader, Token))!;
        Assert.Equal(6, session.Places.Count);
        Assert.NotNull(await portal.Get<ReadSlotMap>().ExecuteAsync(session.Places[0].Id, reader, Token));
        Assert.IsType<SubmitOutcome.Saved>(await RateAsync(portal, session, 0, reader));
        Assert.Equal((1, 6), ((await portal.Get<ReadBoard>().ExecuteAsync(study, Token))![0].Answered, (await portal.Get<OpenReading>().ExecuteAsync(reader, Token))[0].Total));

        SampleWorld.Done(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", Token));

        var after = (await portal.Get<ReadSession>().ExecuteAsync(study, reader, Token))!;
        Assert.Equal((18, 1), (after.Places.Count, after.Position));
        Assert.Empty(after.Places.Select(p => p.Id).Intersect(session.Places.Select(p => p.Id)));
        Assert.All(after.Places, place => Assert.Empty(place.Answers));
        Assert.Null(await portal.Get<ReadSlotMap>().ExecuteAsync(session.Places[0].Id, reader, Token));
        Assert.Equal(new SubmitOutcome.Refused(Refusal.PilotOver), await RateAsync(portal, session, 1, reader));
        Assert.Equal((0, 18), ((await portal.Get<ReadBoard>().ExecuteAsync(study, Token))![0].Answered, (await portal.Get<OpenReading>().ExecuteAsync(reader, Token))[0].Total));
    }

    [Fact]
    public async Task Opening_after_a_pilot_keeps_its_maps_although_newer_ones_were_made()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await PilotAsync(portal, world, cases: 2);
        var before = await ItemsAsync(portal, study);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await using (var db = portal.OpenDb())
        {
            foreach (var map in await db.Set<SaliencyMap>().AsNoTracking().ToListAsync(Token))
            {
                var values = db.Entry(map).CurrentValues.Clone();
                (values[nameof(map.Id)], values[nameof(map.RenderContract)], values[nameof(map.CreatedUtc)]) = (SaliencyMapId.New(), "another/1", map.CreatedUtc.AddYears(1));
                db.Add(values.ToObject());
            }
            await db.SaveChangesAsync(Token);
        }

        SampleWorld.Done(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", Token));

        Assert.Equal(before, await ItemsAsync(portal, study));
    }

    [Fact]
    public async Task Pilot_ratings_are_in_no_analysis_but_accounted_for()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await PilotAsync(portal, world, cases: 2, simulated: true);
        SampleWorld.Done(await portal.Get<SimulateRatings>().ExecuteAsync(study, 1, "admin", Token));
        SampleWorld.Done(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", Token));
        SampleWorld.Done(await portal.Get<SimulateRatings>().ExecuteAsync(study, 2, "admin", Token));
        SampleWorld.Done(await portal.Get<CloseStudy>().ExecuteAsync(study, "admin", Token));

        var set = CanonicalJson.Read<AnalysisSet>(await portal.Get<BlobStore>().ReadAsync(await portal.Get<FreezeAnalysisSet>().ExecuteAsync(study, "admin", Token), Token));

        Assert.Equal(2 * 18, set.Ratings.Count);
        Assert.Equal(2 * 6, set.Exclusions.Count(e => e.Reason == "pilot"));
    }

    [Fact]
    public async Task A_reader_who_joins_the_pilot_gets_its_cases_and_an_order_of_his_own_at_the_opening()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await PilotAsync(portal, world, cases: 3);

        SampleWorld.Done(await portal.Get<AddReaders>().ExecuteAsync(study, [world.Accounts["reader3"]], "admin", Token));

        Assert.Equal(9, (await portal.Get<ReadSession>().ExecuteAsync(study, world.Accounts["reader3"], Token))!.Places.Count);
        SampleWorld.Done(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", Token));
        Assert.Equal(18, (await portal.Get<ReadSession>().ExecuteAsync(study, world.Accounts["reader3"], Token))!.Places.Count);
    }

    [Fact]
    public async Task A_reader_removed_in_the_pilot_and_taken_back_later_gets_the_order_of_the_study()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await PilotAsync(portal, world, cases: 3);
        var second = (await portal.Get<ReadBoard>().ExecuteAsync(study, Token))![1].Id;
        SampleWorld.Done(await portal.Get<RemoveReader>().ExecuteAsync(study, second, "admin", Token));
        SampleWorld.Done(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", Token));

        SampleWorld.Done(await portal.Get<AddReaders>().ExecuteAsync(study, [world.Accounts["reader2"]], "admin", Token));

        Assert.Equal(18, (await portal.Get<ReadSession>().ExecuteAsync(study, world.Accounts["reader2"], Token))!.Places.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task A_pilot_has_no_more_cases_than_the_sample(int cases)
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await DraftAsync(portal, world);

        var refused = Assert.IsType<StudyOutcome.Refused>(await portal.Get<StartPilot>().ExecuteAsync(study, cases, "admin", null, Token));

        Assert.Equal([$"A pilot has 1 to 6 cases of the sample; {cases} are asked for."], refused.Reasons);
        Assert.Equal(StudyState.Draft, (await portal.Get<ReadStudy>().ExecuteAsync(study, Token))!.State);
    }

    [Fact]
    public async Task An_abandoned_pilot_is_archived_audited_and_out_of_the_readers_sight()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await PilotAsync(portal, world, cases: 2);

        SampleWorld.Done(await portal.Get<ArchiveStudy>().ExecuteAsync(study, "admin", Token));

        Assert.Empty(await portal.Get<ListReports>().ExecuteAsync(Token));
        Assert.Empty(await portal.Get<OpenReading>().ExecuteAsync(world.Accounts["reader1"], Token));
        Assert.Null(await portal.Get<ReadSession>().ExecuteAsync(study, world.Accounts["reader1"], Token));
        Assert.IsType<StudyOutcome.Refused>(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", Token));
        await using var db = portal.OpenDb();
        var actions = await db.Set<AuditEvent>().Where(e => e.Subject == $"study {study}").OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync(Token);
        Assert.Equal(["studies.created", "studies.readers-added", "studies.files-verified", "studies.pilot-started", "studies.archived"], actions);
    }

    [Fact]
    public async Task A_closed_study_is_archived_and_an_open_one_is_not()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenStudyAsync(world.Design(), "reader1");

        Assert.IsType<StudyOutcome.Refused>(await portal.Get<ArchiveStudy>().ExecuteAsync(study, "admin", Token));
        SampleWorld.Done(await portal.Get<CloseStudy>().ExecuteAsync(study, "admin", Token));
        SampleWorld.Done(await portal.Get<ArchiveStudy>().ExecuteAsync(study, "admin", Token));

        Assert.Equal(StudyState.Archived, (await portal.Get<ReadStudy>().ExecuteAsync(study, Token))!.State);
    }

    private static async Task<StudyId> DraftAsync(TestPortal portal, SampleWorld world, int repeats = 0, bool simulated = false)
    {
        var study = SampleWorld.Done(await portal.Get<CreateStudy>().ExecuteAsync(world.Design(repeats: repeats, simulated: simulated), "admin", Token));
        return SampleWorld.Done(await portal.Get<AddReaders>().ExecuteAsync(study, [world.Accounts["reader1"], world.Accounts["reader2"]], "admin", Token));
    }

    private static async Task<StudyId> PilotAsync(TestPortal portal, SampleWorld world, int cases, int repeats = 0, bool simulated = false) => SampleWorld.Done(
        await portal.Get<StartPilot>().ExecuteAsync(await DraftAsync(portal, world, repeats, simulated), cases, "admin", null, Token));

    private static Task<SubmitOutcome> RateAsync(TestPortal portal, ReadingSession session, int place, Guid reader) => portal.Get<SubmitAnswer>().ExecuteAsync(
        SampleWorld.Scored(session, session.Places[place], reader, 3), Token);

    private static async Task<List<string>> ItemsAsync(TestPortal portal, StudyId study)
    {
        await using var db = portal.OpenDb();
        var items = await db.Set<StudyItem>().Where(i => i.StudyId == study).OrderBy(i => i.Id).ToListAsync(Token);
        return [.. items.Select(i => $"{i.Id} {i.SaliencyMapId}")];
    }
}
