using System.Text;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Models.Analyses;
using static StudyPortal.Core.Datasets.LabelValue;

namespace StudyPortal.Core.Tests.Models;

public sealed class AnalysisTests
{
    private static readonly AnalysisPart.Curves Curves = new(
        "auc", "Area", "An area.", "ε", "AUC",
        [new("clean norm", [new(0, 0.9, 0.8, 1), new(0.01, null)]), new("adversarial norm", [new(0, 0.7), new(0.01, 0.6)])]);

    private static readonly AnalysisPart.Grid Grid = new("cka", "Similarity", "A similarity.", "first", "second", ["a", "b"], ["c", "d"], [1, 0.5, null, 0.25]);

    private static readonly AnalysisPart.Table Table = new(
        "numbers", "Numbers", "Of a test.", [new("hits", "Share of hits.")], [new("Mass", [new(0.5, 0.25, 0.75)])]);

    private static readonly AnalysisResult Result = new(2, [Curves, Grid, Table], ["A note."]);

    [Fact]
    public async Task An_analysis_is_read_as_it_was_found()
    {
        await using var portal = await TestPortal.CreateAsync();
        var request = await RequestAsync(portal);
        await portal.Get<StoreAnalysis>().ExecuteAsync(request, Result, CancellationToken.None);

        var read = Assert.Single(await portal.Get<ListAnalyses>().ExecuteAsync(request.ModelId, CancellationToken.None));

        Assert.Equal((request.Kind, request.DatasetId, request.Parameters), (read.Kind, read.DatasetId, read.Parameters));
        Assert.Equivalent(Result, read.Result, strict: true);
        Assert.Equal(["auc", "cka", "numbers"], read.Result.Parts.Select(part => part.Name));
    }

    [Fact]
    public async Task What_a_version_found_once_stays_and_other_parameters_stand_beside_it()
    {
        await using var portal = await TestPortal.CreateAsync();
        var request = await RequestAsync(portal);
        var store = portal.Get<StoreAnalysis>();
        var first = await store.ExecuteAsync(request, Result, CancellationToken.None);

        Assert.Equal(first, await store.ExecuteAsync(request, Result with { Cases = 99 }, CancellationToken.None));
        Assert.NotEqual(first, await store.ExecuteAsync(request with { Parameters = request.Parameters with { Epsilon = 0.02 } }, Result, CancellationToken.None));

        var listed = await portal.Get<ListAnalyses>().ExecuteAsync(request.ModelId, CancellationToken.None);
        Assert.Equal([2, 2], listed.Select(analysis => analysis.Result.Cases));
    }

    [Fact]
    public async Task A_number_that_is_none_stores_nothing()
    {
        await using var portal = await TestPortal.CreateAsync();
        var request = await RequestAsync(portal);
        var broken = Result with { Parts = [Table with { Rows = [new("Mass", [new(double.NaN)])] }] };

        await Assert.ThrowsAsync<ArgumentException>(() => portal.Get<StoreAnalysis>().ExecuteAsync(request, broken, CancellationToken.None));

        Assert.Empty(await portal.Get<ListAnalyses>().ExecuteAsync(request.ModelId, CancellationToken.None));
    }

    [Fact]
    public async Task Every_part_is_a_table_and_every_figure_a_picture()
    {
        await using var portal = await TestPortal.CreateAsync();
        var id = await portal.Get<StoreAnalysis>().ExecuteAsync(await RequestAsync(portal), Result, CancellationToken.None);

        Assert.Equal("curve,x,y,low,high\nclean norm,0,0.9,0.8,1\nclean norm,0.01,,,\nadversarial norm,0,0.7,,\nadversarial norm,0.01,0.6,,\n", await TextAsync("auc.csv"));
        Assert.Equal("row,column,value\na,c,1\na,d,0.5\nb,c,\nb,d,0.25\n", await TextAsync("cka.csv"));
        Assert.Equal("row,measure,value,low,high,definition\nMass,hits,0.5,0.25,0.75,Share of hits.\n", await TextAsync("numbers.csv"));
        foreach (var figure in (string[])["auc", "cka"])
        {
            Assert.Contains("Synthetic images", await TextAsync($"{figure}.svg"), StringComparison.Ordinal);
            Assert.Equal(await BytesAsync($"{figure}.svg"), await BytesAsync($"{figure}.svg"));
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await BytesAsync($"{figure}.png")).Take(4));
        }

        foreach (var name in (string[])["numbers.svg", "nothing.csv", "auc.exe", "auc"])
            Assert.Null(await portal.Get<DownloadAnalysis>().ExecuteAsync(id, name, CancellationToken.None));

        async Task<byte[]> BytesAsync(string name) => (await portal.Get<DownloadAnalysis>().ExecuteAsync(id, name, CancellationToken.None))!.Content;
        async Task<string> TextAsync(string name) => Encoding.UTF8.GetString(await BytesAsync(name));
    }

    [Fact]
    public void Every_kind_is_described_once() =>
        Assert.Equal(Enum.GetValues<AnalysisKind>().Order(), AnalysisDescription.All.Select(description => description.Kind).Order());

    private static async Task<AnalyseRequest> RequestAsync(TestPortal portal)
    {
        var dataset = await portal.AddDatasetAsync([Positive, Negative]);
        var model = await portal.AddModelAsync(SampleModels.New("M", dataset.Id));
        return new AnalyseRequest(
            model, AnalysisKind.RobustnessCurve, dataset.Id, DatasetSplit.Test, NormBranch.Clean, new AnalysisParameters(2, Epsilon: 0.01, Steps: 10));
    }
}
