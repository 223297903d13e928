using Microsoft.EntityFrameworkCore;
using StudyPortal.Core;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Studies;
using StudyPortal.Learning;
using StudyPortal.Learning.Evaluation;
using StudyPortal.Learning.Explanation;
using StudyPortal.Learning.Training;
using StudyPortal.Trainer.Modelling;
using StudyPortal.Trainer.Tests.Verbs;
using StudyPortal.Trainer.Work;
using TorchSharp;
using LearningBranch = StudyPortal.Learning.Networks.NormBranch;

namespace StudyPortal.Trainer.Tests.Work;

public sealed class ModelWorkTests
{
    private const string Recipe = """
        {
          "variant": "dual-bn", "architecture": "resnet18", "width": 4, "inputSize": 32, "epochs": 2, "batchSize": 8, "learningRate": 0.003,
          "normMomentum": 0.1, "attack": { "epsilon": 0.1, "alpha": 0.05, "steps": 2 }, "augmentation": { "padding": 2 }, "seed": 3
        }
        """;

    [Fact]
    public async Task Training_ends_with_a_model_its_curves_and_its_evaluations()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var (model, job) = await TrainAsync(portal);

        Assert.Equal((ModelVariant.DualBn, 4, 32, job.JobId), (model.Model.Variant, model.Model.Width, model.Model.InputSize, model.Model.JobId));
        Assert.Equal(["Mass", "Effusion", "Cardiomegaly"], model.Model.Labels);
        Assert.Contains("**Synthetic.**", model.Model.Card, StringComparison.Ordinal);
        Assert.Contains("- Training: 24 images of 32 x 32 pixels; SHA-256", model.Model.Card, StringComparison.Ordinal);
        Assert.Contains("highest macro validation AUC", model.Model.Card, StringComparison.Ordinal);
        var news = job.TakeNews();
        Assert.Equal(2, news.Points.Count(point => point.Series == "validation auc"));
        Assert.Equal(6, news.Points.Count(point => point.Series == "loss")); // 24 images in batches of 8, twice
        Assert.Equal(4, model.Evaluations.Count);
    }

    [Fact]
    public async Task An_attack_lowers_the_area_of_the_branch_it_goes_through()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var (model, _) = await TrainAsync(portal);

        var ofClean = model.Evaluations.Where(e => e.Branch == NormBranch.Clean).ToList();

        Assert.True(ofClean.Single(e => !e.IsClean).MacroAuc < ofClean.Single(e => e.IsClean).MacroAuc);
    }

    [Fact]
    public async Task Stored_predictions_are_the_networks_own_and_the_area_is_the_share_of_pairs_in_order()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var (model, _) = await TrainAsync(portal);
        var cases = await portal.Get<LoadCases>().ExecuteAsync(model.Model.DatasetId!.Value, DatasetSplit.Test, CancellationToken.None);
        var images = await portal.Get<CaseImages>().ReadAsync([.. cases.Select(c => c.Pixels)], 32, CancellationToken.None);
        using var network = portal.Get<StoredNetworks>().Open(model.Model);
        var logits = Predictions.Logits(network, images, LearningBranch.Clean, images.Count, CancellationToken.None);

        var evaluation = model.Evaluations.Single(e => e is { IsClean: true, Branch: NormBranch.Clean });
        var effusion = cases.Select((c, row) => (Truth: c.Values[1] == LabelValue.Positive, Logit: logits[row * 3 + 1])).ToList();
        var pairs = (
            from positive in effusion.Where(c => c.Truth)
            from negative in effusion.Where(c => !c.Truth)
            select positive.Logit > negative.Logit ? 1 : positive.Logit == negative.Logit ? 0.5 : 0).ToList();

        Assert.Equal(pairs.Average(), evaluation.Labels[1].Auc!.Value, 12);
    }

    [Fact]
    public async Task Training_that_was_interrupted_goes_on_and_ends_with_the_same_weights()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var (straight, _) = await TrainAsync(portal);
        var request = new TrainRequest(straight.Model.DatasetId!.Value, "Interrupted", Recipe);
        var job = await portal.NewJobAsync(JobKind.Train, request);
        using var stop = new CancellationTokenSource();
        var running = portal.Work(JobKind.Train).RunAsync(job, stop.Token);
        await WaitForStepsAsync(job, 2, running);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        var resumed = portal.Open(job.JobId, System.Text.Json.JsonSerializer.Serialize(request, PortalJson.Options), isResumed: true);
        var id = await portal.Work(JobKind.Train).RunAsync(resumed, CancellationToken.None);

        var model = (await portal.Get<ReadModel>().ExecuteAsync(ModelId.From(id!.Value), CancellationToken.None))!.Model;
        Assert.Equal(straight.Model.Weights, model.Weights);
        var again = resumed.TakeNews().Points.Count(point => point.Series == "loss");
        Assert.InRange(again, 1, 5); // of six steps
    }

    [Fact]
    public async Task Maps_are_made_once_and_say_how_much_of_them_lies_in_the_lesion()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var (model, _) = await TrainAsync(portal);
        var page = await portal.Get<ListCases>().ExecuteAsync(model.Model.DatasetId!.Value, new CaseFilter(DatasetSplit.Test), 0, 100, CancellationToken.None);
        ModelBranch[] branches = [new(model.Model.Id, NormBranch.Clean), new(model.Model.Id, NormBranch.Adversarial)];
        var request = new ExplainRequest(branches, [.. page.Cases.Select(c => c.Id)], SaliencyMethods.InputGradient, TargetLabels: null);

        var made = await portal.Get<ExplainCases>().ExecuteAsync(request, (_, _) => { }, CancellationToken.None);
        var again = await portal.Get<ExplainCases>().ExecuteAsync(request, (_, _) => { }, CancellationToken.None);

        Assert.Equal((2 * page.Cases.Sum(c => c.Positive.Count), 0), (made, again));
        await using var db = portal.OpenDb();
        var maps = await db.Set<SaliencyMap>().ToListAsync(TestContext.Current.CancellationToken);
        Assert.All(maps, map => Assert.InRange(map.MassInside!.Value, 0, 1));
        Assert.All(maps.GroupBy(map => (map.CaseId, map.TargetLabel)), pair => Assert.Equal(2, pair.Select(map => map.Raw).Distinct().Count()));
    }

    [Fact]
    public async Task A_control_of_random_weights_is_made_by_the_method_of_its_study()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var (model, _) = await TrainAsync(portal);
        var design = new StudyDesign(
            "Grad-CAM", "Rate each map by itself.", model.Model.DatasetId!.Value, [new ArmDesign(model.Model.Id, NormBranch.Clean)], "grad-cam",
            new SamplingPlan(DatasetSplit.Test, Seed: 1, [new("Effusion", 1)]), [QuestionDesign.Default],
            new OrderPlan(Seed: 1, MinimumDistance: 1, Repeats: 0, Controls: new ControlCounts(RandomWeights: 1, Edges: 0, OtherPatient: 0)), IsSimulated: false);
        var study = Assert.IsType<StudyOutcome.Done>(await portal.Get<CreateStudy>().ExecuteAsync(design, "admin", CancellationToken.None)).Id;
        await portal.Get<RequestStudyMaps>().ExecuteAsync(study, "admin", CancellationToken.None);
        await using var db = portal.OpenDb();
        var job = await db.Set<Job>().SingleAsync(j => j.Kind == JobKind.Explain, TestContext.Current.CancellationToken);

        await portal.Work(JobKind.Explain).RunAsync(portal.Open(job.Id, job.RequestJson, isResumed: false), CancellationToken.None);

        var control = Assert.Single(await db.Set<SaliencyMap>().ToListAsync(TestContext.Current.CancellationToken), map => map.Method != "grad-cam");
        Assert.Equal("control-random-weights:grad-cam", control.Method);
        Assert.Equal(await GradCamOfRandomWeightsAsync(portal, model.Model, control), await RawAsync(portal, control), (expected, actual) => Math.Abs(expected - actual) < 1e-6);
    }

    [Fact]
    public async Task A_model_is_analysed_from_the_command_line_into_tables_and_figures()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        await TrainAsync(portal);
        var folder = Path.Combine(portal.Root.Folder, "out");

        var run = await ConsoleRun.OfAsync(
            "analyse", "RobustnessCurve", "--model", "M", "--dataset", "Phantoms", "--cases", "8", "--steps", "1", "--out", folder, "--data", portal.Root.Folder);

        Assert.True(run.Code == 0, run.Error);
        Assert.All(["auc-mean.csv", "auc-mean.svg", "auc-mean.png", "auc-labels-clean.csv"], file => Assert.True(new FileInfo(Path.Combine(folder, file)).Length > 0));
    }

    [Fact]
    public async Task A_label_that_the_data_set_calls_otherwise_is_judged_by_that_name()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var set = await portal.AddPhantomsAsync(20);
        var request = EvaluateRequest.Clean(default, set, DatasetSplit.Test, NormBranch.Clean) with { LabelMap = new Dictionary<string, string> { ["Fluid"] = "Effusion" } };

        var predictions = await portal.Get<PredictSplit>().ExecuteAsync(request, ["Fluid", "Mass"], 32, (_, truth) => truth, CancellationToken.None);

        Assert.All(predictions.Cases.Select((c, row) => (c.Values, Row: row)), item => Assert.Equal(
            (item.Values[1] == LabelValue.Positive, item.Values[0] == LabelValue.Positive), (predictions.At(item.Row, 0).Truth, predictions.At(item.Row, 1).Truth)));
    }

    [Fact]
    public async Task A_model_can_start_from_the_weights_of_another_and_its_card_says_so()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var (first, _) = await TrainAsync(portal);
        var request = new TrainRequest(first.Model.DatasetId!.Value, "Second", Recipe.Replace("0.003", "1e-12", StringComparison.Ordinal))
        {
            StartFrom = new StartWeights(first.Model.Weights, "the model M"),
        };

        var id = await portal.Work(JobKind.Train).RunAsync(await portal.NewJobAsync(JobKind.Train, request), CancellationToken.None);

        var second = (await portal.Get<ReadModel>().ExecuteAsync(ModelId.From(id!.Value), CancellationToken.None))!.Model;
        Assert.Contains($"Started from the model M (SHA-256 `{first.Model.Weights}`)", second.Card, StringComparison.Ordinal);
        Assert.Equal(Stem(portal, first.Model), Stem(portal, second), (expected, actual) => Math.Abs(expected - actual) < 1e-6);
    }

    [Fact]
    public async Task The_best_epoch_of_a_training_that_breaks_down_becomes_a_model()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var rising = """
            { "variant": "standard", "width": 4, "inputSize": 32, "epochs": 300, "batchSize": 8, "optimiser": "sgd", "learningRate": 1e6, "warmUpSteps": 2000000 }
            """;
        var job = await portal.NewJobAsync(JobKind.Train, new TrainRequest(await portal.AddPhantomsAsync(40), "Wild", rising));

        var failure = await Assert.ThrowsAsync<TrainingException>(() => portal.Work(JobKind.Train).RunAsync(job, CancellationToken.None));

        var kept = Assert.Single(await portal.Get<ListModels>().ExecuteAsync(CancellationToken.None));
        Assert.StartsWith("Wild (stopped, epoch ", kept.Name, StringComparison.Ordinal);
        Assert.Contains($"registered as the model '{kept.Name}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stored_scores_of_exclusive_labels_are_the_log_odds_of_their_probabilities()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var exclusive = Recipe.Replace("\"seed\": 3", "\"seed\": 3, \"exclusiveLabels\": true", StringComparison.Ordinal);
        var dataset = await portal.AddPhantomsAsync(40, exclusive: true);

        await portal.Work(JobKind.Train).RunAsync(
            await portal.NewJobAsync(JobKind.Train, new TrainRequest(dataset, "One of three", exclusive)), CancellationToken.None);

        await using var db = portal.OpenDb();
        var scores = await db.Set<Prediction>().ToListAsync(TestContext.Current.CancellationToken);
        var sums = scores.GroupBy(p => (p.EvaluationId, p.CaseId)).Select(image => image.Sum(p => 1 / (1 + Math.Exp(-p.Logit)))).ToList();
        Assert.Equal(4 * 8, sums.Count);
        Assert.All(sums, sum => Assert.Equal(1, sum, 1e-5));
    }

    private static async Task<float[]> GradCamOfRandomWeightsAsync(TrainerPortal portal, Model model, SaliencyMap map)
    {
        await using var db = portal.OpenDb();
        var pixels = await db.Set<Case>().Where(c => c.Id == map.CaseId).Select(c => c.Pixels).SingleAsync(TestContext.Current.CancellationToken);
        using var images = await portal.Get<CaseImages>().ReadAsync([pixels], model.InputSize, CancellationToken.None);
        using var network = portal.Get<StoredNetworks>().Open(model);
        using var random = new RandomWeights(new InputGradient()).Freeze(network, LearningBranch.Clean);
        var label = torch.nn.functional.one_hot(torch.tensor([(long)model.Labels.IndexOf(map.TargetLabel)]), model.Labels.Count).to(torch.ScalarType.Float32);
        return [.. new GradCam(4).Explain(random, images.Batch(0, 1, network.Shape.InputChannels), label).data<float>()];
    }

    private static async Task<float[]> RawAsync(TrainerPortal portal, SaliencyMap map)
    {
        var file = Path.Combine(portal.Root.Folder, "control.npy");
        await File.WriteAllBytesAsync(file, (await portal.Get<ReadMap>().RawAsync(map.Id, CancellationToken.None))!);
        return [.. NpyFile.Read(file).data<float>()];
    }

    private static float[] Stem(TrainerPortal portal, Model model)
    {
        using var network = portal.Get<StoredNetworks>().Open(model);
        return [.. network.State.Single(named => named.Name == "conv1.weight").Tensor.data<float>()];
    }

    private static async Task<(ModelDetails Model, JobContext Job)> TrainAsync(TrainerPortal portal)
    {
        var job = await portal.NewJobAsync(JobKind.Train, new TrainRequest(await portal.AddPhantomsAsync(40), "M", Recipe));
        var id = await portal.Work(JobKind.Train).RunAsync(job, CancellationToken.None);
        return ((await portal.Get<ReadModel>().ExecuteAsync(ModelId.From(id!.Value), CancellationToken.None))!, job);
    }

    private static async Task WaitForStepsAsync(JobContext job, int steps, Task running)
    {
        var seen = 0;
        while (seen < steps && !running.IsCompleted)
        {
            seen += job.TakeNews().Points.Count(point => point.Series == "loss");
            await Task.Yield();
        }
    }
}
