using Bunit;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Testing;
using StudyPortal.Web.Features.Models;

namespace StudyPortal.Web.Tests.Models;

public sealed class ModelAnalysesTests
{
    private static readonly CancellationToken Stop = Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_not_made_yet_says_what_it_would_show_and_a_researcher_cannot_start_it()
    {
        await using var portal = LivePortal.Start();
        await using var page = await PageAsync(portal, Roles.Researcher, analysed: false);

        Assert.Equal(["Robustness", "Inside the network", "Is the map to be believed?"], page.Sections.FindAll("h2").Select(h => h.TextContent));
        foreach (var kind in AnalysisDescription.All) Assert.Contains(kind.Shows, page.Sections.Markup, StringComparison.Ordinal);
        Assert.Empty(page.Sections.FindAll("form"));
    }

    [Fact]
    public async Task A_found_analysis_is_a_figure_or_a_table_with_its_files()
    {
        await using var portal = LivePortal.Start();
        await using var page = await PageAsync(portal, Roles.Researcher, analysed: true);
        var robustness = page.Sections.Find("#robustness");

        Assert.Equal(3, robustness.QuerySelectorAll("polyline").Length);
        Assert.Contains("0.214", robustness.TextContent, StringComparison.Ordinal);
        Assert.Contains("0.150–0.270", robustness.TextContent, StringComparison.Ordinal);
        Assert.Equal(10 * 10 + 40 * 40, page.Sections.FindAll("#network rect").Count);
        Assert.Contains("1.00", page.Sections.Find("#network .heat-map").TextContent, StringComparison.Ordinal);
        Assert.Equal(["csv", "svg", "png", "csv"], robustness.QuerySelectorAll(".files a").Select(a => a.GetAttribute("href")!.Split('.')[^1]));
    }

    [Fact]
    public async Task An_admin_starts_an_analysis_and_sees_it_wait()
    {
        await using var portal = LivePortal.Start();
        await using var page = await PageAsync(portal, Roles.Admin, analysed: false);

        await page.Sections.Find("#network form select").ChangeAsync(new() { Value = nameof(AnalysisKind.Lipschitz) });
        await page.Sections.Find("#network form").SubmitAsync();
        await page.Sections.WaitForAssertionAsync(() => Assert.Contains("Waiting", page.Sections.Find("#network").TextContent, StringComparison.Ordinal));

        var job = Assert.Single(await portal.Services.GetRequiredService<ListAnalyses>().JobsAsync(page.Model, Stop));
        Assert.Equal((AnalysisKind.Lipschitz, JobState.Queued), (job.Request.Kind, job.Job.State));
        Assert.Equal(new AnalysisParameters(100, 0.005, 10), job.Request.Parameters);
    }

    [Fact]
    public async Task A_refusal_is_told_at_its_form()
    {
        await using var portal = LivePortal.Start();
        await using var page = await PageAsync(portal, Roles.Admin, analysed: false);

        await page.Sections.Find("#maps form select").ChangeAsync(new() { Value = nameof(AnalysisKind.LabelRandomisation) });
        await page.Sections.Find("#maps form").SubmitAsync();
        await page.Sections.WaitForAssertionAsync(() => Assert.Contains("Choose the other model.", page.Sections.Find("#maps [role=alert]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_label_that_the_data_set_has_under_another_name_can_be_named_for_an_evaluation()
    {
        await using var portal = LivePortal.Start();
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        var original = (await portal.Services.GetRequiredService<ReadModel>().ExecuteAsync(world.Models[0], Stop))!.Model;
        await using var context = Context(portal, Roles.Admin);
        var weights = await WeightsAsync();
        var registered = await portal.Services.GetRequiredService<RegisterModel>().ExecuteAsync(
            new NewModel
            {
                Name = "External", Architecture = "resnet18", Width = 16, InputChannels = 1, InputSize = 32, Variant = original.Variant,
                Labels = ["Tumour", "Effusion"], Origin = ModelOrigin.Imported, CreatedBy = "tester",
            },
            weights, Stop);
        File.Delete(weights);
        var model = (await portal.Services.GetRequiredService<ReadModel>().ExecuteAsync(registered, Stop))!.Model;
        var form = context.Render<EvaluateForm>(parameters => parameters.Add(f => f.Model, model));
        await form.WaitForAssertionAsync(() => Assert.Contains("Tumour is called", form.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Effusion is called", form.Markup, StringComparison.Ordinal);

        var select = form.FindAll("select").Single(s => s.ParentElement!.TextContent.Contains("Tumour is called", StringComparison.Ordinal));
        await select.ChangeAsync(new() { Value = "Mass" });
        await form.Find("form").SubmitAsync();

        var open = await portal.Services.GetRequiredService<ReadOpenJobs>().ExecuteAsync([], Stop);
        Assert.Equal("Evaluate External on Sample phantoms", Assert.Single(open).Title);
    }

    private static async Task<string> WeightsAsync()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "weights", Stop);
        return path;
    }

    private static BunitContext Context(LivePortal portal, string role)
    {
        var context = new BunitContext();
        Lend<ListAnalyses>();
        Lend<ListDatasets>();
        Lend<ListModels>();
        Lend<JobFeed>();
        Lend<RequestAnalysis>();
        Lend<RequestEvaluation>();
        context.AddAuthorization().SetAuthorized("tester").SetRoles(role);
        return context;

        void Lend<T>() where T : class => context.Services.AddSingleton(portal.Services.GetRequiredService<T>());
    }

    private static async Task<Page> PageAsync(LivePortal portal, string role, bool analysed)
    {
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        var id = world.Models[0];
        if (analysed) await SampleAnalyses.StoreAsync(portal.Services.GetRequiredService<StoreAnalysis>(), id, world.DatasetId);
        var model = (await portal.Services.GetRequiredService<ReadModel>().ExecuteAsync(id, Stop))!.Model;
        var context = Context(portal, role);
        var sections = context.Render<ModelAnalyses>(parameters => parameters.Add(s => s.Model, model));
        await sections.WaitForAssertionAsync(() => Assert.NotEmpty(sections.FindAll("section")));
        return new Page(context, sections, id);
    }

    private sealed record Page(BunitContext Context, IRenderedComponent<ModelAnalyses> Sections, ModelId Model) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Context.DisposeAsync();
    }
}
