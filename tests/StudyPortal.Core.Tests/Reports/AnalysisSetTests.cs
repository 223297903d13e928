using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Tests.Models;
using StudyPortal.Core.Tests.Reading;
using StudyPortal.Testing;
using static StudyPortal.Core.Datasets.LabelValue;

namespace StudyPortal.Core.Tests.Reports;

public sealed class AnalysisSetTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_change_of_an_answer_is_in_the_history_with_what_the_reader_saw()
    {
        await using var room = await Room.OpenAsync();
        var view = new ViewFacts(0, 255, 1.5, 0.5, 0.5, 0, false, 0, 0.6, 0.1, "single", true);
        var viewing = new Viewing(900, 700, new ScreenFacts(1440, 900, 2), view);
        await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(4)));
        await room.SubmitAsync(room.Submission(1, AnswerValue.CannotJudge));
        await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(2), version: 1) with { Viewing = viewing });

        var set = await CloseAsync(room);

        Assert.Equal(
            [("R1", 1, 1, null, "4", ""), ("R1", 1, 2, "4", "2", "changed by the reader"), ("R1", 2, 1, null, null, "")],
            set.History!.Select(e => (e.Reader, e.Position, e.Version, e.OldValue, e.Value, e.Reason)));
        Assert.Equal((900, 700, viewing.Screen, view), (set.History![1].ActiveMilliseconds, set.History[1].MapMilliseconds, set.History[1].Screen, set.History[1].View));
        Assert.Null(set.History[0].Screen);
        Assert.Equal([2, null], set.Ratings.Select(rating => rating.Score));
    }

    [Fact]
    public async Task The_orders_are_those_that_are_stored_and_participants_say_how_far_each_reader_came()
    {
        await using var room = await Room.OpenAsync();
        await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(4)));
        room.Portal.Clock.Advance(TimeSpan.FromHours(1));
        await room.SubmitAsync(room.Submission(1, AnswerValue.Scored(3)));
        var second = (await room.Portal.Get<ReadBoard>().ExecuteAsync(room.Study, Stop))![1].Id;
        SampleWorld.Done(await room.Portal.Get<RemoveReader>().ExecuteAsync(room.Study, second, "admin", Stop));

        var set = await CloseAsync(room);

        Assert.Equal(await OrdersAsync(room), set.Places!.Select(p => (p.Reader, p.Position, p.Case, p.TargetLabel, p.Arm)));
        Assert.Equal(
            [("R1", 18, 2, null, room.Now.AddHours(-1), room.Now), ("R2", 18, 0, room.Now, null, null)],
            set.Participants!.Select(r => (r.Reader, r.Places, r.Answered, r.RemovedUtc, r.FirstAnswerUtc, r.LastAnswerUtc)));
    }

    [Fact]
    public async Task A_set_holds_no_account_and_no_name_of_a_person()
    {
        await using var room = await Room.OpenAsync();
        await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(4)));

        var json = Encoding.UTF8.GetString(CanonicalJson.Write(await CloseAsync(room)));

        Assert.Contains("\"R1\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("reader1", json, StringComparison.OrdinalIgnoreCase);
        Assert.All(room.World.Accounts.Values, account => Assert.DoesNotContain(account.ToString(), json, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Cases 1, 3, 5 and 7 show a mass. Youden's threshold parts them from the others, one half does not.</summary>
    [Theory]
    [InlineData(false, ModelOutcome.TP)]
    [InlineData(true, ModelOutcome.FN)]
    public async Task An_item_has_its_truth_and_what_its_arm_called_it_at_the_threshold_of_the_sample(bool isThresholdStored, ModelOutcome first)
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services, cases: 8);
        var rated = new RatedStudy { Portal = portal, World = world, Study = default };
        await rated.PredictAsync(world.Models[0], number => number % 2 == 0 ? -3 : 0.7 * (number - 2));
        var sampling = isThresholdStored
            ? new SamplingPlan(DatasetSplit.Test, 7, Cells(), Predictions: new(ThresholdRule.Half, new(world.Models[0], NormBranch.Clean), []))
            : new SamplingPlan(DatasetSplit.Test, 7, [new("Mass", 4)]);
        var study = await world.OpenStudyAsync(world.Design() with { Sampling = sampling }, "reader1");
        SampleWorld.Done(await portal.Get<CloseStudy>().ExecuteAsync(study, "admin", Stop));

        var items = (await new RatedStudy { Portal = portal, World = world, Study = study }.ReportAsync()).AnalysisSet.Items;

        Assert.Equal([(1, first), (3, ModelOutcome.TP), (5, ModelOutcome.TP), (7, ModelOutcome.TP)], items.Where(i => i.Arm == 0).Select(i => (i.Case, i.Outcome!.Value)));
        Assert.All(items, item => Assert.True(item.Truth));
        Assert.All(items.Where(i => i.Arm != 0), item => Assert.Null(item.Outcome));
    }

    [Fact]
    public async Task An_item_of_an_uncertain_case_has_neither_truth_nor_outcome()
    {
        await using var study = await RatedStudy.CloseAsync(4, 1, (_, _, _) => 3, beforeClosing: async rated =>
        {
            await using var db = rated.Portal.OpenDb();
            foreach (var label in await db.Set<CaseLabel>().Where(l => l.Label == "Mass" && db.Set<Case>().Any(c => c.Id == l.CaseId && c.Number == 3)).ToListAsync(Stop))
                db.Entry(label).Property(l => l.Value).CurrentValue = Uncertain;
            await db.SaveChangesAsync(Stop);
        });

        var items = (await study.ReportAsync()).AnalysisSet.Items;

        Assert.All(items, item => Assert.Equal(item.Case == 3, item.Truth is null));
        Assert.All(items.Where(item => item.Arm != 2), item => Assert.Equal(item.Case == 3, item.Outcome is null));
    }

    [Fact]
    public async Task Predictions_on_other_data_sets_are_frozen_beside_the_own_ones_and_change_none_of_their_numbers()
    {
        await using var without = await SmallAsync(null);
        var named = "";
        await using var study = await SmallAsync(async rated =>
        {
            var other = await rated.Portal.AddDatasetAsync([Positive, Negative, Positive]);
            named = other.Name;
            await PredictAsync(rated, other, []);
            await PredictAsync(rated, other, new() { ["Effusion"] = SampleModels.Label });
        });

        var report = await study.ReportAsync();

        Assert.Equal([true, true, false, false], report.AnalysisSet.Evaluations.Select(e => e.IsOwn));
        var (plain, mapped) = (report.AnalysisSet.Evaluations[2], report.AnalysisSet.Evaluations[3]);
        Assert.Equal((named, "", named, "{\"Effusion\":\"Mass\"}"), (plain.Dataset, plain.LabelMap, mapped.Dataset, mapped.LabelMap));
        Assert.Equal([("Mass", 1, true), ("Mass", 2, false), ("Mass", 3, true)], plain.Predictions.Select(p => (p.Label, p.Case, p.Truth!.Value)));
        Assert.Equal(["Effusion", "Mass"], mapped.Predictions.Select(p => p.Label).Distinct());
        Assert.Equal(Text((await without.ReportAsync()).Results.Classification), Text(report.Results.Classification));
        var lines = Encoding.UTF8.GetString(await study.FileAsync(report.Id, "predictions.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith(",data_set,label_map", lines[0], StringComparison.Ordinal);
        Assert.Equal(3 + 6, lines.Count(line => line.Contains(named, StringComparison.Ordinal)));
        Assert.Equal(16, lines.Count(line => line.EndsWith(",,", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("studyportal-analysis-set/2")]
    [InlineData("studyportal-analysis-set/1", "answers", "overlaps")]
    public async Task A_set_of_an_earlier_format_is_read_and_gives_the_same_numbers(string format, params string[] missingToo)
    {
        await using var study = await SmallAsync(null);
        var report = await study.ReportAsync();
        var older = JsonNode.Parse(CanonicalJson.Write(report.AnalysisSet))!.AsObject();
        older["format"] = format;
        foreach (var member in missingToo.Concat(["history", "places", "participants", "registered", "registration", "frozenAfterClosing"])) Assert.True(older.Remove(member), member);
        foreach (var item in older["items"]!.AsArray())
            foreach (var member in (string[])["truth", "outcome"]) Assert.True(item!.AsObject().Remove(member), member);
        foreach (var evaluation in older["evaluations"]!.AsArray())
            foreach (var member in (string[])["dataset", "labelMap"]) Assert.True(evaluation!.AsObject().Remove(member), member);

        var set = CanonicalJson.Read<AnalysisSet>(Encoding.UTF8.GetBytes(older.ToJsonString()));

        Assert.Equal(format, set.Format);
        Assert.Equal((null, null, null, false), (set.History, set.Places, set.Participants, set.FrozenAfterClosing));
        Assert.All(set.Evaluations, evaluation => Assert.True(evaluation.IsOwn));
        var again = ComputeResults.From(set, report.AnalysisSetHash, Stop);
        Assert.Equal(Text(KnownBefore(report.Results)), Text(KnownBefore(again)));
        Assert.Equal("the truth of the rated cases is not known", Assert.Single(again.Mrmc!).Reason);
        Assert.Null(again.Flow!.Signatures);
    }

    /// <summary>Without the sections that the third format's facts are for.</summary>
    private static ReportResults KnownBefore(ReportResults results) =>
        results with { Mrmc = null, Strata = null, Flow = null, Planned = null, Methods = null, Limitations = null };

    private static Task<RatedStudy> SmallAsync(Func<RatedStudy, Task>? beforeClosing) =>
        RatedStudy.CloseAsync(4, 2, (reader, ratedCase, arm) => (reader + ratedCase + arm) % 6, beforeClosing: beforeClosing);

    /// <summary>All cells of the mass, of which the four cases that show one fill these.</summary>
    private static IReadOnlyList<StratumPlan> Cells() =>
    [
        .. from outcome in Enum.GetValues<ModelOutcome>()
           from band in Enum.GetValues<ConfidenceBand>()
           let isFilled = (outcome, band) is (ModelOutcome.FN, ConfidenceBand.Low) or (ModelOutcome.TP, _)
           select new StratumPlan("Mass", isFilled ? 1 : 0, new OutcomeCell(outcome, band)),
    ];

    private static async Task PredictAsync(RatedStudy rated, Dataset other, Dictionary<string, string> map)
    {
        await using var db = rated.Portal.OpenDb();
        var cases = await db.Set<Case>().Where(c => c.DatasetId == other.Id).OrderBy(c => c.Number).Select(c => c.Id).ToListAsync();
        var request = EvaluateRequest.Clean(rated.World.Models[0], other.Id, DatasetSplit.Test, NormBranch.Clean) with { LabelMap = map };
        await rated.Portal.Get<StorePredictions>().ExecuteAsync(request, [.. cases.Select(id => new CaseLogits(id, [0.5, -0.5]))], Stop);
    }

    private static async Task<AnalysisSet> CloseAsync(Room room)
    {
        SampleWorld.Done(await room.Portal.Get<CloseStudy>().ExecuteAsync(room.Study, "admin", Stop));
        var report = await room.Portal.Get<CreateReport>().ExecuteAsync(room.Study, "admin", Stop);
        return (await room.Portal.Get<ReadReport>().ExecuteAsync(report, Stop))!.AnalysisSet;
    }

    private static async Task<List<(string, int, int, string, int?)>> OrdersAsync(Room room)
    {
        await using var db = room.Portal.OpenDb();
        var places = await (
            from slot in db.Set<ReadingSlot>()
            join reader in db.Set<StudyReader>() on slot.ReaderId equals reader.Id
            join item in db.Set<StudyItem>() on slot.ItemId equals item.Id
            join arm in db.Set<StudyArm>() on item.ArmId equals (StudyArmId?)arm.Id
            join shown in db.Set<Case>() on item.CaseId equals shown.Id
            where slot.StudyId == room.Study
            orderby reader.Code, slot.Position
            select new { reader.Code, slot.Position, shown.Number, item.TargetLabel, arm.Ordinal }).ToListAsync(Stop);
        return [.. places.Select(p => (p.Code, p.Position, p.Number, p.TargetLabel, (int?)p.Ordinal))];
    }

    private static string Text<T>(T value) => Encoding.UTF8.GetString(CanonicalJson.Write(value));
}
