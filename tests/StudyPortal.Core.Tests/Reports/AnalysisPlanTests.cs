using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Reports;

public sealed class AnalysisPlanTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private static readonly RegisteredPlan Plan =
        new(PrimaryEndpoint.RatingDifference, PlannedTest.WilcoxonOnCaseMeans, 1, [new PlannedPair(0, 2)], Alpha: 0.1, Correction: PlannedCorrection.None, BootstrapReplicates: 1500, Seed: 8);

    [Fact]
    public async Task A_plan_registered_before_opening_is_fixed_by_it_and_is_in_the_set_with_its_hash()
    {
        await using var portal = await TestPortal.CreateAsync();
        var study = await DraftAsync(portal);
        SampleWorld.Done(await RegisterAsync(portal, study, Plan with { Seed = 7 }));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        SampleWorld.Done(await RegisterAsync(portal, study, Plan));
        var registered = portal.Clock.GetUtcNow().UtcDateTime;
        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False((await portal.Get<ReadAnalysisPlan>().ExecuteAsync(study, Stop))!.IsFrozen);
        SampleWorld.Done(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", Stop));

        var refused = Assert.IsType<StudyOutcome.Refused>(await RegisterAsync(portal, study, Plan with { Seed = 9 }));

        var hash = BlobHash.Of(CanonicalJson.Write(Plan)).Value;
        Assert.Equal($"This study is open; its analysis plan was fixed when it opened (SHA-256 {hash}).", Assert.Single(refused.Reasons));
        var read = (await portal.Get<ReadAnalysisPlan>().ExecuteAsync(study, Stop))!;
        Assert.Equal((new PlanRegistration(registered, hash), true), (read.Registration, read.IsFrozen));
        SampleWorld.Done(await portal.Get<CloseStudy>().ExecuteAsync(study, "admin", Stop));
        var set = CanonicalJson.Read<AnalysisSet>(await portal.Get<BlobStore>().ReadAsync(await portal.Get<FreezeAnalysisSet>().ExecuteAsync(study, "admin", Stop), Stop));
        Assert.Equal(Text(Plan), Text(set.Registered!));
        Assert.Equal(read.Registration, set.Registration);
        Assert.Equal(new AnalysisPlan(1500, 8, 0.9), set.Plan);
    }

    [Fact]
    public async Task Every_registration_and_the_opening_are_audited_with_the_hash_of_the_plan()
    {
        await using var portal = await TestPortal.CreateAsync();
        var study = await DraftAsync(portal);
        SampleWorld.Done(await RegisterAsync(portal, study, Plan with { Seed = 7 }));
        SampleWorld.Done(await portal.Get<StartPilot>().ExecuteAsync(study, 1, "admin", null, Stop));
        SampleWorld.Done(await RegisterAsync(portal, study, Plan));
        SampleWorld.Done(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", Stop));

        await using var db = portal.OpenDb();
        var events = await db.Set<AuditEvent>().Where(e => e.Details.StartsWith("analysis plan")).OrderBy(e => e.Sequence).Select(e => new { e.Action, e.Details }).ToListAsync(Stop);

        Assert.Equal(
            [("studies.plan-registered", Plan with { Seed = 7 }), ("studies.plan-registered", Plan), ("studies.opened", Plan)],
            events.Zip([Plan with { Seed = 7 }, Plan, Plan], (e, plan) => (e.Action, e.Details == $"analysis plan {BlobHash.Of(CanonicalJson.Write(plan))}" ? plan : null!)));
    }

    [Fact]
    public async Task A_study_that_opened_without_a_plan_gets_none_and_is_analysed_as_always()
    {
        await using var portal = await TestPortal.CreateAsync();
        var study = await DraftAsync(portal);
        SampleWorld.Done(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", Stop));

        var refused = Assert.IsType<StudyOutcome.Refused>(await RegisterAsync(portal, study, Plan));

        Assert.Contains("only before a study opens", Assert.Single(refused.Reasons), StringComparison.Ordinal);
        SampleWorld.Done(await portal.Get<CloseStudy>().ExecuteAsync(study, "admin", Stop));
        var set = CanonicalJson.Read<AnalysisSet>(await portal.Get<BlobStore>().ReadAsync(await portal.Get<FreezeAnalysisSet>().ExecuteAsync(study, "admin", Stop), Stop));
        Assert.Equal((null, null, new AnalysisPlan()), (set.Registered, set.Registration, set.Plan));
    }

    [Fact]
    public async Task A_plan_that_is_not_the_one_of_the_opening_keeps_the_study_from_closing()
    {
        await using var portal = await TestPortal.CreateAsync();
        var study = await DraftAsync(portal);
        SampleWorld.Done(await RegisterAsync(portal, study, Plan));
        SampleWorld.Done(await portal.Get<OpenStudy>().ExecuteAsync(study, "admin", Stop));
        await using (var db = portal.OpenDb()) await db.Database.ExecuteSqlAsync($"""UPDATE "Studies" SET "PlanJson" = replace("PlanJson", '0.1', '0.2')""", Stop);

        var refused = Assert.IsType<StudyOutcome.Refused>(await portal.Get<CloseStudy>().ExecuteAsync(study, "admin", Stop));

        Assert.Contains("the study was opened with", Assert.Single(refused.Reasons), StringComparison.Ordinal);
    }

    public static TheoryData<string, RegisteredPlan> BadPlans => new()
    {
        { "Test: a difference of ratings is tested by", Plan with { Test = PlannedTest.ObuchowskiRockette } },
        { "Test: non-inferiority of an area is tested by", Plan with { Endpoint = PrimaryEndpoint.AreaNonInferiority, Margin = 0.05 } },
        { "Question: choose the question", Plan with { Question = null } },
        { "Question: there is no question 3", Plan with { Question = 3 } },
        { "Question: question 2 has no scale", Plan with { Question = 2 } },
        { "Question: DeLong's test takes the models' own scores", Plan with { Endpoint = PrimaryEndpoint.AreaNonInferiority, Test = PlannedTest.DeLong, Margin = 0.05 } },
        { "Arms: the pair 0 and 3 names an arm that is not one of 0 to 2", Plan with { Pairs = [new PlannedPair(0, 3)] } },
        { "Arms: the pair 1 and 1 compares an arm with itself", Plan with { Pairs = [new PlannedPair(1, 1)] } },
        { "Arms: the pair 0 and 1 is there twice", Plan with { Pairs = [new PlannedPair(0, 1), new PlannedPair(1, 0)] } },
        { "Arms: choose which arm is to be no worse", Plan with { Endpoint = PrimaryEndpoint.AreaNonInferiority, Test = PlannedTest.ObuchowskiRockette, Margin = 0.05, Pairs = [] } },
        { "Margin: non-inferiority needs", Plan with { Endpoint = PrimaryEndpoint.AreaNonInferiority, Test = PlannedTest.ObuchowskiRockette } },
        { "Margin: a difference of ratings is tested without one", Plan with { Margin = 0.5 } },
        { "Alpha: a number above 0", Plan with { Alpha = double.NaN } },
        { "Alpha: a number above 0", Plan with { Alpha = 0 } },
        { "Bootstrap replicates: from 1000 to 100000", Plan with { BootstrapReplicates = 999 } },
    };

    [Theory]
    [MemberData(nameof(BadPlans))]
    public async Task A_plan_that_does_not_fit_its_study_is_refused_by_the_field(string reason, RegisteredPlan plan)
    {
        await using var portal = await TestPortal.CreateAsync();
        var study = await DraftAsync(portal);

        var refused = Assert.IsType<StudyOutcome.Refused>(await RegisterAsync(portal, study, plan));

        Assert.StartsWith(reason, Assert.Single(refused.Reasons), StringComparison.Ordinal);
        Assert.Null(await portal.Get<ReadAnalysisPlan>().ExecuteAsync(study, Stop));
    }

    private static async Task<StudyId> DraftAsync(TestPortal portal)
    {
        var world = await SampleWorld.BuildAsync(portal.Services);
        var design = world.Design() with { Questions = [QuestionDesign.Default, new("Side", new ChoiceForm(["left", "right"], Several: false), IsRequired: false)] };
        var study = SampleWorld.Done(await portal.Get<CreateStudy>().ExecuteAsync(design, "admin", Stop));
        SampleWorld.Done(await portal.Get<AddReaders>().ExecuteAsync(study, [world.Accounts["reader1"]], "admin", Stop));
        return study;
    }

    private static Task<StudyOutcome> RegisterAsync(TestPortal portal, StudyId study, RegisteredPlan plan) =>
        portal.Get<RegisterAnalysisPlan>().ExecuteAsync(study, plan, "admin", Stop);

    private static string Text<T>(T value) => Encoding.UTF8.GetString(CanonicalJson.Write(value));
}
