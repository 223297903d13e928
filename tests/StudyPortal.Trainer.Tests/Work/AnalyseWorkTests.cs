using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Core.Saliency;
using StudyPortal.Imaging.Phantoms;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using StudyPortal.Trainer.Modelling;
using StudyPortal.Trainer.Modelling.Analyses;
using static TorchSharp.torch;
using PortalBranch = StudyPortal.Core.Models.NormBranch;

namespace StudyPortal.Trainer.Tests.Work;

public sealed class AnalyseWorkTests
{
    private const int Side = 32;

    [Fact]
    public async Task Every_kind_of_analysis_ends_with_its_figures()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var (model, dataset) = await WorldAsync(portal, seed: 1);
        var (other, _) = await WorldAsync(portal, seed: 2, dataset);
        foreach (var kind in AnalysisDescription.All)
        {
            var request = Small(kind, model, dataset) with { Parameters = Small(kind, model, dataset).Parameters with { Other = kind.Other == OtherModel.Required ? other : null } };
            Assert.Equal(model.Value, await RunAsync(portal, request));
        }

        var made = (await portal.Get<ListAnalyses>().ExecuteAsync(model, CancellationToken.None)).ToDictionary(a => a.Kind, a => a.Result.Parts.Select(p => p.Name));

        Assert.Equal(["auc-mean", "auc-labels-clean", "auc-labels-adversarial"], made[AnalysisKind.RobustnessCurve]);
        Assert.Equal(["auc"], made[AnalysisKind.StrongAttack]);
        Assert.Equal(["radius", "right"], made[AnalysisKind.FlippingRadius]);
        Assert.Equal(["auc"], made[AnalysisKind.Transfer]);
        Assert.Equal(["cka-same-layer", "cka-linear", "cka-gaussian"], made[AnalysisKind.Similarity]);
        Assert.Equal(["loss", "slope"], made[AnalysisKind.LossSurface]);
        Assert.Equal(["lipschitz", "lipschitz-cases"], made[AnalysisKind.Lipschitz]);
        Assert.Equal(["likeness", "likeness-stages"], made[AnalysisKind.WeightRandomisation]);
        Assert.Equal(["likeness"], made[AnalysisKind.LabelRandomisation]);
        Assert.Equal(["curves", "areas"], made[AnalysisKind.DeletionInsertion]);
        Assert.Equal(["faithfulness"], made[AnalysisKind.Faithfulness]);
        Assert.Equal(["localisation", "overlap"], made[AnalysisKind.Localisation]);
    }

    [Fact]
    public async Task The_curve_begins_with_the_areas_of_the_clean_evaluation_and_has_each_pair_of_norms()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var (model, dataset) = await WorldAsync(portal, seed: 1);
        await portal.Get<EvaluateModel>().ExecuteAsync(EvaluateRequest.Clean(model, dataset, DatasetSplit.Test, PortalBranch.Adversarial), _ => { }, CancellationToken.None);
        await RunAsync(portal, new(model, AnalysisKind.RobustnessCurve, dataset, DatasetSplit.Test, PortalBranch.Clean, new(1000, 0.05, 2)));

        var parts = (await portal.Get<ListAnalyses>().ExecuteAsync(model, CancellationToken.None)).Single().Result.Parts.Cast<AnalysisPart.Curves>().ToList();
        var clean = (await portal.Get<ReadModel>().ExecuteAsync(model, CancellationToken.None))!.Evaluations.Single();

        Assert.Equal(
            ["clean norm, attacked through it", "clean norm, attacked through the adversarial norm", "clean norm, worst of both attacks",
             "adversarial norm, attacked through the clean norm", "adversarial norm, attacked through it", "adversarial norm, worst of both attacks"],
            parts[0].Lines.Select(line => line.Name));
        Assert.All(parts[0].Lines, line => Assert.Equal(21, line.Points.Count));
        var labels = parts.Single(part => part.Name == "auc-labels-adversarial");
        Assert.Equal(clean.Labels.Select(label => label.Auc), labels.Lines.Select(line => line.Points[0].Y));
        Assert.Equal(clean.MacroAuc!.Value, parts[0].Lines[4].Points[0].Y!.Value, 12);
        Assert.All(parts[0].Lines, line => Assert.All(line.Points, point => Assert.InRange(point.Y!.Value, point.Low!.Value, point.High!.Value)));
    }

    [Fact]
    public async Task The_mass_inside_the_boxes_is_that_of_the_stored_maps()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var (model, dataset) = await WorldAsync(portal, seed: 1);
        var page = await portal.Get<ListCases>().ExecuteAsync(dataset, new CaseFilter(DatasetSplit.Test), 0, 1000, CancellationToken.None);
        await portal.Get<ExplainCases>().ExecuteAsync(
            new ExplainRequest([new(model, PortalBranch.Adversarial)], [.. page.Cases.Select(c => c.Id)], SaliencyMethods.InputGradient, null), (_, _) => { }, CancellationToken.None);
        await RunAsync(portal, new(
            model, AnalysisKind.Localisation, dataset, DatasetSplit.Test, PortalBranch.Adversarial, new(1000, Method: SaliencyMethods.InputGradient)));

        var table = (AnalysisPart.Table)(await portal.Get<ListAnalyses>().ExecuteAsync(model, CancellationToken.None)).Single().Result.Parts[0];
        var maps = (await portal.Get<ListMaps>().OfModelAsync(model, CancellationToken.None)).Where(map => map.MassInside is not null).ToList();

        Assert.NotEmpty(maps);
        Assert.Equal(maps.Average(map => map.MassInside!.Value), table.Rows[0].Numbers[1].Value!.Value, 5);
        Assert.Equal(maps.Average(map => map.AreaInside!.Value), table.Rows[0].Numbers[2].Value!.Value, 5);
    }

    [Fact]
    public async Task A_cancelled_analysis_leaves_nothing()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var (model, dataset) = await WorldAsync(portal, seed: 1);
        using var stop = new CancellationTokenSource();
        var request = new AnalyseRequest(model, AnalysisKind.RobustnessCurve, dataset, DatasetSplit.Test, PortalBranch.Clean, new(1000, 0.05, 2));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => portal.Get<AnalyseModel>().ExecuteAsync(request, _ => stop.Cancel(), stop.Token));

        Assert.Empty(await portal.Get<ListAnalyses>().ExecuteAsync(model, CancellationToken.None));
    }

    [Fact]
    public void A_mean_over_cases_leaves_out_what_is_no_number_and_its_interval_holds_it()
    {
        var means = new CaseMeans([0, 0, 1, 2]);

        var mean = means.Of([1, 3, 5, double.NaN], CancellationToken.None);

        Assert.Equal((3, 2, 5), (mean.Value, mean.Low, mean.High)); // case 0 has the mean 2, case 1 the 5: a draw of one twice ends the interval
        Assert.Null(means.Of([double.NaN, double.NaN, double.NaN, double.NaN], CancellationToken.None).Value);
    }

    private static AnalyseRequest Small(AnalysisDescription kind, ModelId model, DatasetId dataset)
    {
        var suggested = kind.Suggested;
        return new AnalyseRequest(
            model, kind.Kind, dataset, DatasetSplit.Test, PortalBranch.Clean,
            suggested with { Cases = 4, Epsilon = suggested.Epsilon is null ? null : 0.05, Steps = suggested.Steps is null ? null : 2 });
    }

    private static async Task<Guid?> RunAsync(TrainerPortal portal, AnalyseRequest request) =>
        await portal.Work(JobKind.Analyse).RunAsync(await portal.NewJobAsync(JobKind.Analyse, request), CancellationToken.None);

    /// <summary>A dual network of random weights over synthetic chests.</summary>
    private static async Task<(ModelId, DatasetId)> WorldAsync(TrainerPortal portal, ulong seed, DatasetId? dataset = null)
    {
        var set = dataset ?? await portal.AddPhantomsAsync(120);
        var path = Path.Combine(portal.Root.Work, $"{seed}.pth");
        using (var random = new Generator(seed))
        using (var network = new ResNet(new NetworkShape("resnet18", 4, 1, 3, DualNorm: true), random))
            WeightFile.Write(path, network.State);
        var model = new NewModel
        {
            Name = $"M{seed}", Architecture = "resnet18", Width = 4, InputChannels = 1, InputSize = Side, Variant = ModelVariant.DualBn,
            Labels = Enum.GetNames<PhantomFinding>(), Origin = ModelOrigin.Imported, CreatedBy = "tester",
        };
        return (await portal.Get<RegisterModel>().ExecuteAsync(model, path, CancellationToken.None), set);
    }
}
