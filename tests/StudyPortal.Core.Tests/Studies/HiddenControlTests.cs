using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Imaging.Display;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Studies;

/// <summary>Six cases with three arms, two more to calibrate, one repeat, and of each kind of control one or two.</summary>
public sealed class HiddenControlTests
{
    private const int Main = 6 * 3, Calibration = 2 * 3, Controls = 4, All = Main + Calibration + Controls + 1;

    [Theory]
    [InlineData(OrderKind.LatinSquare, "latin-lag/2")]
    [InlineData(OrderKind.Shuffle, "shuffle-lag/1")]
    public async Task Opening_stores_calibration_first_and_controls_among_the_others_in_even_sessions(OrderKind kind, string algorithm)
    {
        await using var portal = await TestPortal.CreateAsync();
        var (world, study) = await OpenAsync(portal, kind);

        await using var db = portal.OpenDb();
        var slots = await SlotsAsync(db, study);
        var items = await db.Set<StudyItem>().ToDictionaryAsync(i => i.Id, TestContext.Current.CancellationToken);

        Assert.Equal(algorithm, (await db.Set<Study>().SingleAsync(TestContext.Current.CancellationToken)).OrderAlgorithm);
        Assert.All(slots.GroupBy(s => s.ReaderId), order =>
        {
            Assert.Equal(Enumerable.Range(1, All), order.Select(s => s.Position));
            Assert.Equal(
                [(SlotPurpose.Main, Main), (SlotPurpose.Repeat, 1), (SlotPurpose.Calibration, Calibration), (SlotPurpose.Control, Controls)],
                order.CountBy(s => s.Purpose).OrderBy(p => p.Key).Select(p => (p.Key, p.Value)));
            Assert.All(order.Take(Calibration), s => Assert.True(s.Purpose == SlotPurpose.Calibration && items[s.ItemId].IsCalibration));
            Assert.All(order, s => Assert.Equal(s.Purpose == SlotPurpose.Control, items[s.ItemId].Control is not null));
            Assert.Equal([(1, 15), (2, 14)], order.CountBy(s => s.Session).Select(s => (s.Key, s.Value)));
        });
        Assert.Single(slots.GroupBy(s => s.ReaderId).Select(order => string.Join(" ", order.Take(Calibration).Select(s => s.ItemId))).Distinct());
        Assert.Equal(world.Models.Count, items.Values.Where(i => i.IsCalibration).Select(i => i.ArmId).Distinct().Count());
    }

    [Fact]
    public async Task Each_control_has_the_map_that_it_says()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (_, study) = await OpenAsync(portal);

        await using var db = portal.OpenDb();
        var controls = await (
            from item in db.Set<StudyItem>()
            join map in db.Set<SaliencyMap>() on item.SaliencyMapId equals map.Id
            join shown in db.Set<Case>() on item.CaseId equals shown.Id
            join source in db.Set<Case>() on map.CaseId equals source.Id
            join arm in db.Set<StudyArm>() on item.ArmId equals (StudyArmId?)arm.Id into arms
            from arm in arms.DefaultIfEmpty()
            where item.StudyId == study && item.Control != null
            select new { Item = item, Map = map, Shown = shown.Patient, Source = source.Patient, Arm = (ModelId?)arm.ModelId }).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Controls, controls.DistinctBy(c => c.Item.CaseId).Count());
        Assert.All(controls, c => Assert.Equal((c.Map.TargetLabel, 0.0), (c.Item.TargetLabel, c.Item.Weight)));
        Assert.All(controls.Where(c => c.Item.Control == ControlKind.OtherPatient), c =>
            Assert.True(c.Shown != c.Source && c.Map.Method == SaliencyMethods.InputGradient && c.Arm == c.Map.ModelId));
        Assert.All(controls.Where(c => c.Item.Control == ControlKind.RandomWeights), c =>
            Assert.True(c.Shown == c.Source && c.Map.Method == SaliencyMethods.RandomWeights && c.Arm == c.Map.ModelId));
        var edges = controls.Single(c => c.Item.Control == ControlKind.Edges);
        Assert.Equal((edges.Shown, SaliencyMethods.Edges, null), (edges.Source, edges.Map.Method, edges.Arm));
        Assert.Equal([2, 1, 1], [controls.Count(c => c.Item.Control == ControlKind.RandomWeights), controls.Count(c => c.Item.Control == ControlKind.Edges), controls.Count(c => c.Item.Control == ControlKind.OtherPatient)]);
    }

    [Fact]
    public async Task To_the_reader_a_control_looks_like_any_other_place()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (world, study) = await OpenAsync(portal);
        var reader = world.Accounts["reader1"];
        var places = (await portal.Get<ReadSession>().ExecuteAsync(study, reader, CancellationToken.None))!.Places;

        Assert.Equal(All, places.Count);
        var headers = new List<string>();
        foreach (var place in places)
            headers.Add(Convert.ToHexString((await portal.Get<ReadSlotMap>().ExecuteAsync(place.Id, reader, CancellationToken.None))!.Content[..12]));
        Assert.Single(headers.Distinct());
    }

    [Fact]
    public async Task A_draft_asks_for_the_maps_of_its_controls_and_calibration_too()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        var study = SampleWorld.Done(await portal.Get<CreateStudy>().ExecuteAsync(Design(world), "admin", CancellationToken.None));

        Assert.NotNull(await portal.Get<RequestStudyMaps>().ExecuteAsync(study, "admin", CancellationToken.None));

        await using var db = portal.OpenDb();
        var request = JsonSerializer.Deserialize<ExplainRequest>((await db.Set<Job>().SingleAsync(TestContext.Current.CancellationToken)).RequestJson, PortalJson.Options)!;
        var maps = await portal.Get<ListMissingMaps>().ExecuteAsync(request, CancellationToken.None);
        Assert.Equal(
            [(SaliencyMethods.Edges, 1), (SaliencyMethods.RandomWeights, 2), (SaliencyMethods.InputGradient, Main + Calibration)],
            maps.CountBy(m => m.Method).OrderBy(m => m.Value).Select(m => (m.Key, m.Value)));
        var check = (await portal.Get<ReadStudy>().ExecuteAsync(study, CancellationToken.None))!.Checks.Single(c => c.Title == "Maps");
        Assert.Equal("27 of 27 maps are missing. Make them first.", check.Detail);
    }

    [Fact]
    public async Task Random_weights_are_explained_by_the_method_of_the_study()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        var id = SampleWorld.Done(await portal.Get<CreateStudy>().ExecuteAsync(Design(world) with { Method = "grad-cam" }, "admin", CancellationToken.None));

        await using var db = portal.OpenDb();
        var missing = (await StudyMaps.FindAsync(db, await db.Set<Study>().SingleAsync(s => s.Id == id, TestContext.Current.CancellationToken), CancellationToken.None)).Missing;

        Assert.Equal(
            [(SaliencyMethods.Edges, 1), ("control-random-weights:grad-cam", 2), ("grad-cam", Main + Calibration)],
            missing.CountBy(m => m.Method).OrderBy(m => m.Value).Select(m => (m.Key, m.Value)));
        Assert.All(missing, map => SaliencyMethods.Require(map.Method));
    }

    [Fact]
    public async Task Withdrawing_a_case_withdraws_the_controls_that_show_it_or_its_map()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (_, study) = await OpenAsync(portal);
        await using var db = portal.OpenDb();
        var foreign = await db.Set<StudyItem>().SingleAsync(i => i.Control == ControlKind.OtherPatient, TestContext.Current.CancellationToken);
        var source = await db.Set<SaliencyMap>().Where(m => m.Id == foreign.SaliencyMapId).Select(m => m.CaseId).SingleAsync(TestContext.Current.CancellationToken);
        var before = await SlotsAsync(db, study);

        SampleWorld.Done(await portal.Get<WithdrawCase>().ExecuteAsync(study, source, "not a chest", "admin", CancellationToken.None));

        var gone = await db.Set<StudyItem>().AsNoTracking().Where(i => i.WithdrawnUtc != null).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Contains(gone, i => i.Id == foreign.Id);
        Assert.Equal(3, gone.Count(i => i.Control is null));
        Assert.All(gone, i => Assert.True(i.CaseId == source || i.Id == foreign.Id));
        var detail = (await portal.Get<ReadStudy>().ExecuteAsync(study, CancellationToken.None))!;
        var shown = before.GroupBy(s => s.ReaderId).Select(order => order.Count(s => gone.All(i => i.Id != s.ItemId)));
        Assert.Equal(shown.Order(), detail.Readers.Select(r => r.Total).Order());
        Assert.Equal(before.Select(s => s.Id), (await SlotsAsync(db, study)).Select(s => s.Id));
        Assert.Single(detail.Cases, c => c.WithdrawnUtc is not null);
    }

    [Fact]
    public async Task A_copy_goes_without_the_controls_of_a_withdrawn_case_and_keeps_images_as_far_apart_as_the_rest_allows()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (_, study) = await OpenAsync(portal);
        await using var db = portal.OpenDb();
        var foreign = await db.Set<StudyItem>().SingleAsync(i => i.Control == ControlKind.OtherPatient, TestContext.Current.CancellationToken);
        var source = await db.Set<SaliencyMap>().Where(m => m.Id == foreign.SaliencyMapId).Select(m => m.CaseId).SingleAsync(TestContext.Current.CancellationToken);
        SampleWorld.Done(await portal.Get<WithdrawCase>().ExecuteAsync(study, source, "not a chest", "admin", CancellationToken.None));
        var left = await db.Set<StudyItem>().Where(i => i.StudyId == study && i.WithdrawnUtc == null && i.Control != null).Select(i => i.CaseId).ToListAsync(TestContext.Current.CancellationToken);

        var copy = SampleWorld.Done(await portal.Get<CopyStudy>().ExecuteAsync(study, "Copy", withReaders: true, "admin", CancellationToken.None));
        SampleWorld.Done(await portal.Get<OpenStudy>().ExecuteAsync(copy, "admin", CancellationToken.None));

        // Three places apart need six cases; five allow two.
        Assert.Equal(2, (await portal.Get<ReadStudy>().ExecuteAsync(copy, CancellationToken.None))!.Order.MinimumDistance);
        var controls = await db.Set<StudyItem>().Where(i => i.StudyId == copy && i.Control != null).Select(i => i.CaseId).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(left.ToHashSet(), controls.ToHashSet());
        Assert.DoesNotContain(foreign.CaseId, controls);
        Assert.False(await db.Set<StudyItem>().AnyAsync(i => i.StudyId == copy && i.CaseId == source, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_reader_who_joins_later_gets_an_order_by_the_same_algorithm_and_changes_no_other()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (world, study) = await OpenAsync(portal, OrderKind.Shuffle);
        await using var db = portal.OpenDb();
        var before = (await SlotsAsync(db, study)).Select(s => (s.Id, s.Position, s.ItemId, s.Purpose, s.Session)).ToList();

        SampleWorld.Done(await portal.Get<AddReaders>().ExecuteAsync(study, [world.Accounts["reader3"]], "admin", CancellationToken.None));

        var after = (await SlotsAsync(db, study)).Select(s => (s.Id, s.Position, s.ItemId, s.Purpose, s.Session)).ToList();
        Assert.Equal(before.Count + All, after.Count);
        Assert.Subset(after.ToHashSet(), before.ToHashSet());
    }

    [Fact]
    public async Task Controls_and_calibration_stay_in_the_analysis_set_and_out_of_the_comparison()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (_, study) = await OpenAsync(portal, simulated: true);
        SampleWorld.Done(await portal.Get<SimulateRatings>().ExecuteAsync(study, 5, "admin", CancellationToken.None));
        SampleWorld.Done(await portal.Get<CloseStudy>().ExecuteAsync(study, "admin", CancellationToken.None));

        var id = await portal.Get<CreateReport>().ExecuteAsync(study, "admin", CancellationToken.None);
        var report = (await portal.Get<ReadReport>().ExecuteAsync(id, CancellationToken.None))!;

        var set = report.AnalysisSet;
        Assert.Equal(2 * All, set.Ratings.Count);
        Assert.Equal(
            [
                ("calibration, before the reading", 2 * Calibration), ("hidden control: edge detector", 2), ("hidden control: map of another patient", 2),
                ("hidden control: randomised weights", 4), ("repeat, for intra-reader agreement only", 2),
            ],
            set.Exclusions.CountBy(e => e.Reason).Where(r => r.Key != "reader could not judge").OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => (r.Key, r.Value)));
        Assert.Null(set.Ratings.First(r => r.Control == ControlKind.Edges).Arm);
        Assert.Null(set.Items.Single(i => i.Control == ControlKind.OtherPatient).MassInside);
        Assert.Equal(6, report.Results.Cases);
        var judged = set.Ratings.Where(r => r is { IsRepeat: false, IsCalibration: false, Control: null, Score: not null }).CountBy(r => r.Arm.GetValueOrDefault()).OrderBy(r => r.Key);
        Assert.Equal(judged.Select(r => r.Value), report.Results.Questions[0].Arms.Select(a => a.Ratings));
        Assert.All(report.Results.Saliency, s => Assert.Equal(6, s.Maps));
        Assert.Equal(Main + Calibration + Controls, set.Items.Count);
        foreach (var name in report.Files.Select(f => f.Name))
            Assert.NotEmpty((await portal.Get<DownloadReport>().ExecuteAsync(id, name, CancellationToken.None))!.Content);
    }

    [Fact]
    public async Task Orders_that_cannot_be_made_for_every_reader_are_refused()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        var design = Design(world);

        Assert.Equal(
            ["With hidden controls, maps of one case can be kept at most 3 places apart; lower the distance."],
            await RefusedAsync(portal, design with { Order = design.Order with { MinimumDistance = 4 } }));
        Assert.Equal(
            ["In one shuffle a case has one repeat or one hidden control at most: 3 repeats and 4 controls are more than the 6 cases of the sample."],
            await RefusedAsync(portal, design with { Order = design.Order with { Kind = OrderKind.Shuffle, Repeats = 3 } }));
        Assert.Equal(
            ["A case has one hidden control at most: 7 are more than the 6 cases of the sample."],
            await RefusedAsync(portal, design with { Order = design.Order with { Controls = new ControlCounts(7, 0, 0) } }));
        Assert.Equal(["50 sessions for 29 maps; ask for fewer sessions."], await RefusedAsync(portal, design with { Order = design.Order with { Sessions = 50 } }));
        Assert.Equal(
            ["There are too few cases of one label from two patients for the maps of another patient; ask for fewer such controls."],
            await RefusedAsync(portal, design with
            {
                Sampling = new SamplingPlan(DatasetSplit.Test, 7, [new("Mass", 1), new("Effusion", 1)]),
                Order = new OrderPlan(1, 1, 0, Controls: new ControlCounts(0, 0, 1)),
            }));
        Assert.Equal(
            ["Calibration: 9 cases asked for, 6 there beside the sample and its patients. Ask for fewer."],
            await RefusedAsync(portal, design with { Sampling = design.Sampling with { Calibration = 9 } }));
    }

    [Fact]
    public async Task In_passes_a_case_with_a_control_can_also_be_repeated()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var design = Design(world);

        var (_, study) = await OpenAsync(portal, world, design with { Order = design.Order with { Repeats = 6 } });

        await using var db = portal.OpenDb();
        Assert.All((await SlotsAsync(db, study)).GroupBy(s => s.ReaderId), order => Assert.Equal((6, Controls), (order.Count(s => s.Purpose == SlotPurpose.Repeat), order.Count(s => s.Purpose == SlotPurpose.Control))));
    }

    private static StudyDesign Design(SampleWorld world, OrderKind kind = OrderKind.LatinSquare, bool simulated = false)
    {
        var design = world.Design(repeats: 1, simulated: simulated);
        return design with
        {
            Sampling = design.Sampling with { Calibration = 2, OnePerPatient = true },
            Order = design.Order with { Kind = kind, Sessions = 2, Controls = new ControlCounts(RandomWeights: 2, Edges: 1, OtherPatient: 1) },
        };
    }

    private static async Task<(SampleWorld World, StudyId Study)> OpenAsync(TestPortal portal, OrderKind kind = OrderKind.LatinSquare, bool simulated = false)
    {
        var world = await SampleWorld.BuildAsync(portal.Services);
        return await OpenAsync(portal, world, Design(world, kind, simulated));
    }

    private static async Task<(SampleWorld World, StudyId Study)> OpenAsync(TestPortal portal, SampleWorld world, StudyDesign design)
    {
        var study = SampleWorld.Done(await portal.Get<CreateStudy>().ExecuteAsync(design, "admin", CancellationToken.None));
        SampleWorld.Done(await portal.Get<AddReaders>().ExecuteAsync(study, [world.Accounts["reader1"], world.Accounts["reader2"]], "admin", CancellationToken.None));
        await MakeMapsAsync(portal, study);
        SampleWorld.Done(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", CancellationToken.None));
        return (world, study);
    }

    /// <summary>Noise where a trainer would make the controls.</summary>
    private static async Task MakeMapsAsync(TestPortal portal, StudyId id)
    {
        await using var db = portal.OpenDb();
        var study = await db.Set<Study>().SingleAsync(s => s.Id == id);
        var random = new Random(3);
        foreach (var task in (await StudyMaps.FindAsync(db, study, CancellationToken.None)).Missing)
            await portal.Get<StoreMap>().ExecuteAsync(task, new FloatMap(32, 32, [.. Enumerable.Range(0, 32 * 32).Select(_ => random.NextSingle())]), CancellationToken.None);
    }

    private static Task<List<ReadingSlot>> SlotsAsync(PortalDb db, StudyId study) =>
        db.Set<ReadingSlot>().AsNoTracking().Where(s => s.StudyId == study).OrderBy(s => s.ReaderId).ThenBy(s => s.Position).ToListAsync();

    private static async Task<IReadOnlyList<string>> RefusedAsync(TestPortal portal, StudyDesign design) =>
        Assert.IsType<StudyOutcome.Refused>(await portal.Get<CreateStudy>().ExecuteAsync(design, "admin", CancellationToken.None)).Reasons;
}
