using System.CommandLine;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Learning.Networks;
using StudyPortal.Trainer.Modelling;
using PortalBranch = StudyPortal.Core.Models.NormBranch;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>test</c>: areas and predictions of a registered model or of a checkpoint, clean and under attack.</summary>
internal static class TestVerb
{
    private const int ProgramBatch = 32;

    public static Command Create()
    {
        var data = new DataOption();
        var device = new DeviceOption();
        var model = new Option<string?>("--model") { Description = "Name of a registered model; its evaluations are kept." };
        var checkpoint = new Option<FileInfo?>("--checkpoint") { Description = "A state dict instead; its labels are those of the data set, in order." };
        var size = new Option<int>("--input-size") { Description = "Side of the input, with --checkpoint.", DefaultValueFactory = _ => 256 };
        var dataset = new Option<string>("--dataset") { Description = "Name of the data set.", Required = true };
        var split = new Option<DatasetSplit>("--split") { Description = "train, validation or test.", DefaultValueFactory = _ => DatasetSplit.Test };
        var epsilons = new Option<double[]>("--epsilon") { Description = "Radii of L-infinity attacks to test under, 0 = clean.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [0] };
        var steps = new Option<int>("--steps") { Description = "Steps of the attacks.", DefaultValueFactory = _ => TestEvaluations.AttackSteps };
        var labelMap = new Option<string[]>("--label-map") { Description = "MODEL-LABEL=DATA-LABEL for labels that the data set has under another name, one or several.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var branch = VariantNames.BranchOption();
        var torchScript = TensorVerb.TorchScriptOption();
        var folder = new Option<DirectoryInfo?>("--out") { Description = "Folder for auc.json, predictions.csv, roc.svg and roc.png." };
        var verb = new Command("test", "Test a model on a split.") { model, checkpoint, size, dataset, split, epsilons, steps, labelMap, branch, torchScript, folder, device, data };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(model) is null == result.GetValue(checkpoint) is null) result.AddError("Give either --model or --checkpoint.");
            if (!result.GetValue(torchScript)) return;
            if (result.GetValue(checkpoint) is null) result.AddError("--torchscript goes with --checkpoint: registered models are state dicts.");
            if (result.GetValue(epsilons)?.Any(epsilon => epsilon > 0) == true || result.GetValue(branch) is { } through && VariantNames.Branch(through) == PortalBranch.Adversarial)
                result.AddError("A TorchScript program is tested clean only: it has no branches, and attacks need a state dict.");
        });
        verb.SetGuardedAction(async (parsed, cancellationToken) =>
        {
            await using var portal = await HeadlessPortal.OpenAsync(data.Open(parsed), device.Open(parsed), cancellationToken);
            var set = await SaliencyVerb.DatasetAsync(portal, parsed.GetRequiredValue(dataset), cancellationToken);
            var subject = parsed.GetValue(model) is { } name
                ? Subject.Of(await SaliencyVerb.ModelAsync(portal, name, cancellationToken), portal.Get<StoredNetworks>())
                : new Subject(default, set.Labels, false, parsed.GetValue(size), () => portal.Get<StoredNetworks>().Open(parsed.GetRequiredValue(checkpoint)!.FullName));
            var through = VariantNames.Branch(parsed.GetRequiredValue(branch));
            var map = ReadMap(parsed.GetRequiredValue(labelMap), subject.Labels, set);
            var results = new List<TestResult>();
            if (parsed.GetValue(torchScript))
                results.Add(await TestProgramAsync(portal, subject, Request(subject, set, parsed.GetValue(split), through, 0, 0) with { LabelMap = map }, parsed.GetRequiredValue(checkpoint)!, cancellationToken));
            else foreach (var epsilon in parsed.GetRequiredValue(epsilons))
                results.Add(await TestAsync(portal, subject, Request(subject, set, parsed.GetValue(split), through, epsilon, parsed.GetValue(steps)) with { LabelMap = map }, cancellationToken));
            TestReport.Tell(results, parsed.InvocationConfiguration.Output);
            if (parsed.GetValue(folder) is { } target)
            {
                await TestReport.WriteAsync(results, target, cancellationToken);
                await TestFigure.WriteAsync(results, set, target, cancellationToken);
            }
        });
        return verb;
    }

    /// <exception cref="VerbException">A pair is none, or one of its labels does not exist.</exception>
    private static Dictionary<string, string> ReadMap(string[] pairs, IReadOnlyList<string> labels, DatasetDetails set)
    {
        var map = new Dictionary<string, string>();
        foreach (var pair in pairs)
        {
            if (pair.Split('=') is not [var own, var theirs]) throw new VerbException($"--label-map '{pair}': expected MODEL-LABEL=DATA-LABEL.");
            if (!labels.Contains(own)) throw new VerbException($"--label-map '{pair}': the model has no label '{own}'; it has {string.Join(", ", labels)}.");
            if (!set.Labels.Contains(theirs)) throw new VerbException($"--label-map '{pair}': {set.Name} has no label '{theirs}'; it has {string.Join(", ", set.Labels)}.");
            if (!map.TryAdd(own, theirs)) throw new VerbException($"--label-map names '{own}' twice.");
        }

        return map;
    }

    private static EvaluateRequest Request(Subject subject, DatasetDetails set, DatasetSplit split, PortalBranch branch, double epsilon, int steps)
    {
        var clean = EvaluateRequest.Clean(subject.Model, set.Id, split, branch);
        return epsilon > 0 ? clean with { Epsilon = epsilon, Steps = steps } : clean;
    }

    private static async Task<TestResult> TestAsync(HeadlessPortal portal, Subject subject, EvaluateRequest request, CancellationToken cancellationToken)
    {
        var predictions = await portal.Get<PredictSplit>().ExecuteAsync(request, subject.Open, subject.Labels, subject.ExclusiveLabels, subject.InputSize, _ => { }, cancellationToken);
        if (subject.Model != default) await portal.Get<EvaluateModel>().StoreAsync(request, predictions, cancellationToken);
        return new TestResult(request, predictions);
    }

    private static async Task<TestResult> TestProgramAsync(HeadlessPortal portal, Subject subject, EvaluateRequest request, FileInfo file, CancellationToken cancellationToken) =>
        new(request, await portal.Get<PredictSplit>().ExecuteAsync(request, subject.Labels, subject.InputSize, (images, _) =>
        {
            using var program = new ScriptedNetwork(file.FullName);
            return program.Logits(images, subject.Labels.Count, ProgramBatch, cancellationToken);
        }, cancellationToken));

    /// <summary>What is tested; a checkpoint that is not registered has no model id.</summary>
    private sealed record Subject(ModelId Model, IReadOnlyList<string> Labels, bool ExclusiveLabels, int InputSize, Func<ResNet> Open)
    {
        public static Subject Of(Model model, StoredNetworks networks) =>
            new(model.Id, model.Labels, RecipeReader.HasExclusiveLabels(model), model.InputSize, () => networks.Open(model));
    }
}
