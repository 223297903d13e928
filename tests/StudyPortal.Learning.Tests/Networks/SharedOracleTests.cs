using System.Text.Json;
using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Explanation;
using StudyPortal.Learning.Losses;
using StudyPortal.Learning.Networks;
using StudyPortal.Learning.Training;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Networks;

/// <summary>Every entry of the cases that are too large to be kept with the tests, one by one.</summary>
public sealed class SharedOracleTests
{
    private static readonly string[] Given = ["input", "labels", "class_index", "noise", "train_input", "train_labels", "train_adv"];
    private static readonly AttackRecipe L2 = new(Epsilon: 0.5, Alpha: 0.0025, Steps: 10, AttackNorm.L2);

    [Theory]
    [InlineData("resnet50_std")]
    [InlineData("resnet50_dsbn")]
    public void Every_entry_about_a_network_in_evaluation_is_met(string name)
    {
        using var oracle = Oracle.Shared(name);
        using ResNet network = oracle.Network();
        Dictionary<string, Tensor> attacked = new(StringComparer.Ordinal);
        foreach (string entry in Entries(oracle).Where(entry => !entry.StartsWith("step_", StringComparison.Ordinal)))
        {
            string[] parts = entry.Split("_logits", 2);
            NormBranch branch = entry.EndsWith("_b0", StringComparison.Ordinal) ? NormBranch.Clean
                : entry.EndsWith("_b1", StringComparison.Ordinal) ? NormBranch.Adversarial : network.Shape.AttackBranch;
            switch (entry.Split('_'))
            {
                case ["logits", ..]:
                    oracle.AssertMeets(entry, network.call(oracle.Array("input"), branch));
                    break;
                case ["saliency", var kind, ..]:
                    oracle.AssertMeets(entry, Saliency(oracle, network, kind, branch));
                    break;
                case ["gradcam", var size, ..]:
                    oracle.AssertMeets(entry, GradCam(oracle, network, size, branch));
                    break;
                case ["pgd", ..] when parts.Length == 2:
                    using (no_grad())
                    {
                        oracle.AssertMeets(entry, network.call(attacked[parts[0]], branch));
                    }
                    break;
                case ["pgd", var norm, ..]:
                    attacked[entry] = Attack(oracle, network, entry);
                    (norm == "linf" ? (Action<string, Tensor>)oracle.AssertMostlyMeets : oracle.AssertNear)(entry, attacked[entry]);
                    break;
                default:
                    Assert.Fail($"Nothing here meets {entry}.");
                    break;
            }
        }
    }

    [Theory]
    [InlineData("resnet50_std", TrainingVariant.Standard, "step_std")]
    [InlineData("resnet50_std", TrainingVariant.Adversarial, "step_adv")]
    [InlineData("resnet50_dsbn", TrainingVariant.DualNorm, "step_dual")]
    public void Every_entry_about_a_training_step_is_met(string name, TrainingVariant variant, string step)
    {
        using var oracle = Oracle.Shared(name);
        using ResNet network = oracle.Network();
        JsonElement expected = oracle.Values.GetProperty(step);
        using Optimiser optimiser = new(new TrainingRecipe(), [.. network.parameters()]);
        List<Tensor> logits = [];
        Tensor loss = VariantLoss.Differentiate(
            variant, network, (oracle.Array("train_input"), oracle.Array("train_adv"), oracle.Array("train_labels")),
            (given, labels) =>
            {
                logits.Insert(0, given.detach().DetachFromDisposeScope());
                return MaskedLoss.Of(given, labels);
            });
        double sum = expected.GetProperty("losses_before").EnumerateArray().Sum(value => value.GetDouble());
        Assert.Equal(sum, loss.item<float>(), expected.GetProperty("losses_before_atol")[0].GetDouble() * logits.Count);
        Dictionary<string, Tensor> statistics = network.State.ToDictionary(named => named.Name, named => named.Tensor.detach().clone());
        optimiser.Step(1e-2);
        foreach (string entry in Entries(oracle).Where(entry => entry.StartsWith(step + "_", StringComparison.Ordinal)))
        {
            string subject = entry[(step.Length + 1)..];
            switch (subject)
            {
                case "train_logits": oracle.AssertMeets(entry, logits.Count == 1 ? logits[0] : stack(logits)); break;
                case "grad_fc": oracle.AssertMeets(entry, Parameter(network, "fc.weight").grad!); break;
                case "grad_conv1": oracle.AssertMeets(entry, Parameter(network, "conv1.weight").grad!); break;
                case "fc.weight": oracle.AssertMostlyMeets(entry, Parameter(network, subject)); break;
                default: oracle.AssertMeets(entry, statistics[subject]); break;
            }
        }
    }

    [Theory]
    [InlineData("resnet50_std")]
    [InlineData("resnet50_dsbn")]
    public void Every_entry_belongs_to_one_of_these_tests(string name)
    {
        using var oracle = Oracle.Shared(name);
        Assert.All(Entries(oracle), entry => Assert.Contains(
            entry.Split('_')[0], (string[])["logits", "saliency", "gradcam", "pgd", "step"]));
        Assert.All(
            Entries(oracle).Where(entry => entry.StartsWith("step_", StringComparison.Ordinal)),
            entry => Assert.Contains(entry.Split('_')[1], (string[])["std", "adv", "dual"]));
    }

    private static IEnumerable<string> Entries(Oracle oracle) => oracle.Case.GetProperty("arrays").EnumerateObject()
        .Select(entry => entry.Name).Except(Given);

    private static Tensor Saliency(Oracle oracle, ResNet network, string kind, NormBranch branch)
    {
        using Explainer explainer = new(network, branch, new InputGradient());
        Tensor input = oracle.Array("input");
        return kind switch
        {
            "raw" => explainer.Explain(input, oracle.Array("labels")),
            "norm" => MapNormalisation.ClipAndStretch(explainer.Explain(input, oracle.Array("labels"))),
            _ => explainer.ExplainClasses(input, oracle.Array("class_index")),
        };
    }

    private static Tensor GradCam(Oracle oracle, ResNet network, string size, NormBranch branch)
    {
        using FrozenNetwork frozen = new(network, branch);
        GradCam method = new(stage: 4);
        Tensor images = oracle.Array("input"), weights = nn.functional.one_hot(oracle.Array("class_index"), 8).to(ScalarType.Float32);
        return size == "raw"
            ? method.Coarse(frozen, images, weights)
            : MapNormalisation.Stretch(method.Explain(frozen, images, weights)).squeeze(1);
    }

    private static Tensor Attack(Oracle oracle, ResNet network, string name)
    {
        AttackRecipe recipe = name switch
        {
            "pgd_linf_step1" => AttackRecipe.Paper with { Steps = 1 },
            "pgd_l2_sign" => L2,
            "pgd_l2_unit" => L2 with { Alpha = 0.1, Step = AttackStep.Unit },
            _ => AttackRecipe.Paper,
        };
        NormBranch branch = name == "pgd_linf_via_b0" ? NormBranch.Clean : network.Shape.AttackBranch;
        Tensor? noise = name == "pgd_linf_random" ? oracle.Array("noise") : null;
        using UnfoldedNetwork unfolded = new(network, branch);
        return new ProjectedGradient(recipe).Attack(unfolded, oracle.Array("input"), oracle.Array("labels"), noise);
    }

    private static Tensor Parameter(ResNet network, string name) => network.State.Single(named => named.Name == name).Tensor;
}
