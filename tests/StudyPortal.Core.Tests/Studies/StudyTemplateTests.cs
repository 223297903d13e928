using System.Text.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Templates;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Studies;

public sealed class StudyTemplateTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_template_makes_the_same_design_and_draws_the_same_sample_in_another_portal()
    {
        await using var here = await TestPortal.CreateAsync();
        await using var there = await TestPortal.CreateAsync();
        var (study, json) = await ExportedAsync(here);
        await SampleWorld.BuildAsync(there.Services, withMaps: false);

        var made = SampleWorld.Done(await there.Get<ImportTemplate>().ExecuteAsync(json, "", "admin", Token));

        var (before, after) = ((await here.Get<ReadStudy>().ExecuteAsync(study, Token))!, (await there.Get<ReadStudy>().ExecuteAsync(made, Token))!);
        Assert.Equal(Design(before), Design(after));
        Assert.Equal(before.Cases.Select(c => (c.Number, c.TargetLabel, c.Stratum, c.Weight)), after.Cases.Select(c => (c.Number, c.TargetLabel, c.Stratum, c.Weight)));
        Assert.Equal(json.ToArray(), (await there.Get<ExportTemplate>().ExecuteAsync(made, Token))!.Content);
    }

    [Fact]
    public async Task A_template_holds_no_id_of_the_portal_it_came_from()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (_, json) = await ExportedAsync(portal);

        Assert.DoesNotMatch("[0-9a-f]{8}-[0-9a-f]{4}-", Encoding.UTF8.GetString(json.Span));
    }

    [Fact]
    public async Task A_name_of_the_file_is_kept_unless_another_is_given_and_must_be_free()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (_, json) = await ExportedAsync(portal);

        var taken = Assert.IsType<StudyOutcome.Refused>(await portal.Get<ImportTemplate>().ExecuteAsync(json, "", "admin", Token));
        Assert.Contains("already a study named 'Maps of three models'", Assert.Single(taken.Reasons), StringComparison.Ordinal);
        var made = SampleWorld.Done(await portal.Get<ImportTemplate>().ExecuteAsync(json, "Once more", "admin", Token));
        Assert.Equal("Once more", (await portal.Get<ReadStudy>().ExecuteAsync(made, Token))!.Name);
    }

    [Fact]
    public async Task What_is_missing_here_is_named_all_at_once()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (_, json) = await ExportedAsync(portal);
        await using (var db = portal.OpenDb())
        {
            await db.Database.ExecuteSqlAsync($"""UPDATE "Datasets" SET "Name" = 'Other phantoms'""", Token);
            await db.Database.ExecuteSqlAsync($"""UPDATE "Models" SET "Name" = 'Dual two', "Variant" = 'Standard' WHERE "Variant" = 'DualBn'""", Token);
            await db.Database.ExecuteSqlAsync($"""UPDATE "Models" SET "Name" = 'Standard one' WHERE "Name" = 'Zebra Standard'""", Token);
            await db.Database.ExecuteSqlAsync($"""UPDATE "Models" SET "Variant" = 'Standard' WHERE "Name" = 'Zebra Adversarial'""", Token);
        }

        var refused = Assert.IsType<StudyOutcome.Refused>(await portal.Get<ImportTemplate>().ExecuteAsync(json, "New", "admin", Token));

        Assert.Equal(
            [
                "This portal has no data set named 'Sample phantoms'. It has: 'Other phantoms'.",
                "This portal has no model named 'Zebra Standard', and several are Standard: 'Dual two', 'Standard one', 'Zebra Adversarial'. Write the name of one into the template.",
                "The model 'Zebra Adversarial' is Standard here; the template needs Adversarial.",
                "This portal has no model named 'Zebra DualBn' and none that is DualBn. Train or import one.",
            ],
            refused.Reasons);
    }

    [Fact]
    public async Task A_model_of_another_name_stands_in_where_it_is_the_only_one_of_its_kind()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (_, json) = await ExportedAsync(portal);
        await using (var db = portal.OpenDb())
            await db.Database.ExecuteSqlAsync($"""UPDATE "Models" SET "Name" = 'Renamed' WHERE "Variant" = 'Adversarial'""", Token);

        var made = SampleWorld.Done(await portal.Get<ImportTemplate>().ExecuteAsync(json, "New", "admin", Token));

        Assert.Equal(["Zebra Standard", "Renamed", "Zebra DualBn"], (await portal.Get<ReadStudy>().ExecuteAsync(made, Token))!.Arms.Select(a => a.Model));
    }

    [Theory]
    [InlineData("not json", "line 1")]
    [InlineData("null", "says null")]
    [InlineData("""{"format":"x"}""", "missing required")]
    [InlineData("""remove:sampling""", "'sampling'")]
    [InlineData("""set:extra=1""", "'extra'")]
    [InlineData("""set:order.repeats="two" """, "$.order.repeats")]
    [InlineData("""set:order.repeats="2" """, "$.order.repeats")]
    [InlineData("""set:name=null""", "name")]
    [InlineData("""set:arms=[null]""", "arms")]
    [InlineData("""set:sampling.strata=[null]""", "sampling.strata")]
    [InlineData("""set:sampling.split=1""", "$.sampling.split")]
    [InlineData("""set:settings.deadline="tomorrow" """, "$.settings.deadline")]
    [InlineData("""set:format="other" """, "field format")]
    [InlineData("""set:version=2""", "field version")]
    [InlineData("""set:settings.silentDays=0""", "silent")]
    [InlineData("""set:questions=[null]""", "questions")]
    [InlineData("""set:questions=[{"prompt":"?","form":{"kind":"choice","texts":["one"],"several":false},"isRequired":true,"allowsCannotJudge":true,"step":"WithMap","keys":null}]""", "at least two texts")]
    [InlineData("""set:questions=[{"prompt":"?","form":{"kind":"riddle"}}]""", "riddle")]
    [InlineData("""set:plan={"endpoint":"RatingDifference","test":"MixedModel","question":1,"pairs":[null]}""", "plan.pairs")]
    [InlineData("""set:plan={"endpoint":"RatingDifference","test":"MixedModel","question":4,"pairs":[]}""", "Analysis plan. Question: there is no question 4")]
    [InlineData("""set:plan={"endpoint":"RatingDifference","test":"Guess","question":1,"pairs":[]}""", "$.plan.test")]
    [InlineData("""set:predictions={"threshold":"Half","reference":7,"compared":[0]}""", "predictions")]
    public async Task What_is_no_template_is_refused_with_the_field_and_makes_nothing(string change, string expected)
    {
        await using var portal = await TestPortal.CreateAsync();
        var (_, json) = await ExportedAsync(portal);

        var refused = Assert.IsType<StudyOutcome.Refused>(await portal.Get<ImportTemplate>().ExecuteAsync(Changed(json, change), "New", "admin", Token));

        Assert.Contains(expected, string.Join(' ', refused.Reasons), StringComparison.Ordinal);
        Assert.Single(await portal.Get<ListStudies>().ExecuteAsync(Token));
    }

    [Fact]
    public async Task A_template_carries_the_analysis_plan_and_has_no_such_field_without_one()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (study, without) = await ExportedAsync(portal);
        var plan = new RegisteredPlan(PrimaryEndpoint.AreaNonInferiority, PlannedTest.DeLong, null, [new PlannedPair(0, 2)], 0.05, 0.025, PlannedCorrection.Bonferroni, 2000, 9);
        SampleWorld.Done(await portal.Get<RegisterAnalysisPlan>().ExecuteAsync(study, plan, "admin", Token));
        var with = (await portal.Get<ExportTemplate>().ExecuteAsync(study, Token))!.Content;

        var plain = SampleWorld.Done(await portal.Get<ImportTemplate>().ExecuteAsync(without, "Without a plan", "admin", Token));
        var planned = SampleWorld.Done(await portal.Get<ImportTemplate>().ExecuteAsync(with, "With a plan", "admin", Token));

        Assert.DoesNotContain("\"plan\"", Encoding.UTF8.GetString(without.Span), StringComparison.Ordinal);
        Assert.Null(await portal.Get<ReadAnalysisPlan>().ExecuteAsync(plain, Token));
        var read = portal.Get<ReadAnalysisPlan>();
        Assert.Equal((await read.ExecuteAsync(study, Token))!.Registration.Sha256, (await read.ExecuteAsync(planned, Token))!.Registration.Sha256);
    }

    [Fact]
    public async Task A_large_file_is_refused_unread()
    {
        await using var portal = await TestPortal.CreateAsync();

        var refused = Assert.IsType<StudyOutcome.Refused>(await portal.Get<ImportTemplate>().ExecuteAsync(new byte[300 * 1024], "New", "admin", Token));

        Assert.Contains("at most 256 KB", Assert.Single(refused.Reasons), StringComparison.Ordinal);
    }

    private static async Task<(StudyId Study, ReadOnlyMemory<byte> Json)> ExportedAsync(TestPortal portal)
    {
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        var design = world.Design(repeats: 2) with { Settings = new StudySettings { Deadline = new DateOnly(2026, 12, 24), MaxPerSitting = 30 } };
        var study = SampleWorld.Done(await portal.Get<CreateStudy>().ExecuteAsync(design, "admin", Token));
        return (study, (await portal.Get<ExportTemplate>().ExecuteAsync(study, Token))!.Content);
    }

    private static ReadOnlyMemory<byte> Changed(ReadOnlyMemory<byte> json, string change)
    {
        var template = JsonNode.Parse(json.Span)!.AsObject();
        if (change.StartsWith("remove:", StringComparison.Ordinal)) template.Remove(change[7..]);
        else if (change.StartsWith("set:", StringComparison.Ordinal))
        {
            var (path, value) = (change[4..].Split('=', 2)[0].Split('.'), change[4..].Split('=', 2)[1]);
            var parent = path[..^1].Aggregate(template, (node, name) => node[name]!.AsObject());
            parent[path[^1]] = JsonNode.Parse(value);
        }
        else return Encoding.UTF8.GetBytes(change);
        return Encoding.UTF8.GetBytes(template.ToJsonString());
    }

    private static string Design(StudyDetail study) => string.Join('\n',
        study.Name, study.Instructions, study.Dataset, study.Method, study.Sampling.Split, study.Sampling.Seed, string.Join(',', study.Sampling.Strata), study.Order,
        JsonSerializer.Serialize(study.Questions, PortalJson.Options), study.AllowsChanges, string.Join(',', study.Arms.Select(a => $"{a.Model} {a.Branch}")), study.IsSimulated, study.Settings);
}
