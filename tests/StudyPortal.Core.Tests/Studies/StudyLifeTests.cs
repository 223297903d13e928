using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Studies;

public sealed class StudyLifeTests
{
    [Fact]
    public async Task Opening_stores_one_order_per_reader_with_every_item_once()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenStudyAsync(world.Design(repeats: 2), "reader1", "reader2");

        await using var db = portal.OpenDb();
        var slots = await db.Set<ReadingSlot>().Where(s => s.StudyId == study).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2 * (6 * 3 + 2), slots.Count);
        Assert.All(slots.GroupBy(s => s.ReaderId), order =>
        {
            Assert.Equal(Enumerable.Range(1, 20), order.Select(s => s.Position).Order());
            Assert.Equal(18, order.Where(s => s.Purpose == SlotPurpose.Main).DistinctBy(s => s.ItemId).Count());
        });
    }

    [Fact]
    public async Task A_reader_who_joins_later_changes_no_other_order()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenStudyAsync(world.Design(), "reader1", "reader2");
        var before = await OrdersAsync(portal, study);

        SampleWorld.Done(await portal.Get<AddReaders>().ExecuteAsync(study, [world.Accounts["reader3"]], "admin", CancellationToken.None));
        var mass = (await portal.Get<ReadStudy>().ExecuteAsync(study, CancellationToken.None))!.Cases[0].Id;
        SampleWorld.Done(await portal.Get<WithdrawCase>().ExecuteAsync(study, mass, "wrong side marker", "admin", CancellationToken.None));
        var after = await OrdersAsync(portal, study);

        Assert.Equal(before.Count + 18, after.Count);
        Assert.Equal(before, after.Where(slot => before.Contains(slot)));
    }

    [Fact]
    public async Task A_study_without_its_maps_or_readers_does_not_open_and_says_what_is_missing()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        var study = SampleWorld.Done(await portal.Get<CreateStudy>().ExecuteAsync(world.Design(), "admin", CancellationToken.None));

        var refused = Assert.IsType<StudyOutcome.Refused>(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", CancellationToken.None));

        Assert.Equal(["Readers: Add at least one reader.", "Maps: 18 of 18 maps are missing. Make them first."], refused.Reasons);
    }

    [Fact]
    public async Task A_design_that_cannot_work_is_refused_with_every_reason()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        var create = portal.Get<CreateStudy>();

        var empty = world.Design() with { Name = " ", Arms = [], Questions = [new QuestionDesign("", ScaleForm.Of(0, "only one"))] };
        var greedy = world.Design(perLabel: 99);

        Assert.Equal(4, Assert.IsType<StudyOutcome.Refused>(await create.ExecuteAsync(empty, "admin", CancellationToken.None)).Reasons.Count);
        Assert.Contains(
            "Mass: 99 cases asked for, 6 there. Ask for fewer or take another split.",
            Assert.IsType<StudyOutcome.Refused>(await create.ExecuteAsync(greedy, "admin", CancellationToken.None)).Reasons);
        SampleWorld.Done(await create.ExecuteAsync(world.Design(), "admin", CancellationToken.None));
        Assert.Contains("already a study named", Assert.IsType<StudyOutcome.Refused>(await create.ExecuteAsync(world.Design(), "admin", CancellationToken.None)).Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task States_follow_one_another_only_as_drawn_and_every_change_is_audited()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenStudyAsync(world.Design(), "reader1");

        Assert.IsType<StudyOutcome.Refused>(await portal.Get<ResumeStudy>().ExecuteAsync(study, "admin", CancellationToken.None));
        Assert.IsType<StudyOutcome.Refused>(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", CancellationToken.None));
        SampleWorld.Done(await portal.Get<PauseStudy>().ExecuteAsync(study, "admin", CancellationToken.None));
        SampleWorld.Done(await portal.Get<ResumeStudy>().ExecuteAsync(study, "admin", CancellationToken.None));
        SampleWorld.Done(await portal.Get<CloseStudy>().ExecuteAsync(study, "admin", CancellationToken.None));
        Assert.IsType<StudyOutcome.Refused>(await portal.Get<PauseStudy>().ExecuteAsync(study, "admin", CancellationToken.None));

        await using var db = portal.OpenDb();
        var actions = await db.Set<AuditEvent>().Where(e => e.Subject == $"study {study}").OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["studies.created", "studies.readers-added", "studies.files-verified", "studies.opened", "studies.paused", "studies.resumed", "studies.closed"], actions);
    }

    [Fact]
    public async Task The_readers_of_a_closed_study_are_final()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenStudyAsync(world.Design(), "reader1", "reader2");
        SampleWorld.Done(await portal.Get<CloseStudy>().ExecuteAsync(study, "admin", CancellationToken.None));
        var second = (await portal.Get<ReadStudy>().ExecuteAsync(study, CancellationToken.None))!.Readers[1];

        Assert.IsType<StudyOutcome.Refused>(await portal.Get<RemoveReader>().ExecuteAsync(study, second.Id, "admin", CancellationToken.None));
        Assert.IsType<StudyOutcome.Refused>(await portal.Get<AddReaders>().ExecuteAsync(study, [world.Accounts["reader3"]], "admin", CancellationToken.None));

        Assert.All((await portal.Get<ReadStudy>().ExecuteAsync(study, CancellationToken.None))!.Readers, reader => Assert.False(reader.IsRemoved));
    }

    [Fact]
    public async Task A_program_rates_only_a_study_that_is_declared_simulated()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var real = await world.OpenStudyAsync(world.Design("Real"), "reader1");
        var simulated = await world.OpenStudyAsync(world.Design("Simulated", simulated: true), "reader1", "reader2");

        Assert.IsType<StudyOutcome.Refused>(await portal.Get<SimulateRatings>().ExecuteAsync(real, 1, "admin", CancellationToken.None));
        SampleWorld.Done(await portal.Get<SimulateRatings>().ExecuteAsync(simulated, 1, "admin", CancellationToken.None));

        var readers = (await portal.Get<ReadStudy>().ExecuteAsync(simulated, CancellationToken.None))!.Readers;
        Assert.All(readers, r => Assert.Equal((18, 18), (r.Answered, r.Total)));
        Assert.Empty((await portal.Get<OpenReading>().ExecuteAsync(world.Accounts["reader2"], CancellationToken.None)));
        Assert.Null(await portal.Get<ReadSession>().ExecuteAsync(simulated, world.Accounts["reader1"], CancellationToken.None));
    }

    [Theory]
    [InlineData(0.9, 0.1)]
    [InlineData(0.02, 0.1)]
    public void A_simulated_reader_prefers_maps_that_hit_the_lesion(double mass, double area)
    {
        var scores = Enumerable.Range(0, 40).SelectMany(seed =>
        {
            var reader = new SimulatedReader(seed);
            return Enumerable.Range(0, 50).Select(_ => reader.Rate(mass, area));
        }).ToList();
        var mean = scores.Average(s => (double?)s)!.Value;

        // Before rounding and clipping the expectation is 2.5 + 0.9 log2(mass / area): 5.4 and 0.4.
        Assert.True(mass > area ? mean > 4.4 : mean < 1.1, $"{mean}");
        Assert.InRange(scores.Count(s => s is null) / (double)scores.Count, 0.01, 0.03);
    }

    private static async Task<List<string>> OrdersAsync(TestPortal portal, StudyId study)
    {
        await using var db = portal.OpenDb();
        var slots = await db.Set<ReadingSlot>().Where(s => s.StudyId == study).OrderBy(s => s.ReaderId).ThenBy(s => s.Position).ToListAsync();
        return [.. slots.Select(s => $"{s.Id} {s.ReaderId} {s.Position} {s.ItemId} {s.Purpose} {s.Session}")];
    }
}
