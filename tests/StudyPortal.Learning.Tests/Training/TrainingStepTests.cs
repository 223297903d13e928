using System.Text.Json;
using StudyPortal.Learning.Losses;
using StudyPortal.Learning.Networks;
using StudyPortal.Learning.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Training;

public sealed class TrainingStepTests
{
    [Theory]
    [InlineData("resnet18_std", TrainingVariant.Standard, "step_std")]
    [InlineData("resnet18_std", TrainingVariant.Adversarial, "step_adv")]
    [InlineData("resnet18_dsbn", TrainingVariant.DualNorm, "step_dual")]
    public void One_step_changes_the_network_as_in_PyTorch(string name, TrainingVariant variant, string step)
    {
        using Oracle oracle = new(name);
        using ResNet network = oracle.Network();
        JsonElement expected = oracle.Values.GetProperty(step);
        using Optimiser optimiser = new(new TrainingRecipe(), [.. network.parameters()]);
        Tensor loss = Differentiate(oracle, network, variant);
        AssertClose(Sum(expected, "losses_before"), Sum(expected, "losses_before_atol"), loss.item<float>());
        oracle.AssertMeets($"{step}_grad_fc", Gradient(network, "fc.weight"));
        oracle.AssertMeets($"{step}_grad_conv1", Gradient(network, "conv1.weight"));
        AssertGradientLengths(network, expected);
        AssertRunningStatistics(oracle, network, step);
        optimiser.Step(1e-2);
        oracle.AssertMostlyMeets($"{step}_fc.weight", Find(network, "fc.weight").detach());
        AssertWeights(network, expected.GetProperty("weights_after"));
        AssertEvaluationLosses(oracle, network, expected);
        Tensor again = Differentiate(oracle, network, variant);
        AssertClose(Sum(expected, "train_loss_after_step"), Sum(expected, "train_loss_after_atol"), again.item<float>());
    }

    [Theory]
    [InlineData("resnet18_std", "step_std")]
    [InlineData("resnet18_std", "step_adv")]
    [InlineData("resnet18_dsbn", "step_dual")]
    public void Logits_in_training_equal_those_of_PyTorch(string name, string step)
    {
        using Oracle oracle = new(name);
        using ResNet network = oracle.Network();
        network.train();
        Tensor clean = oracle.Array("train_input"), attacked = oracle.Array("train_adv");
        Tensor Through(Tensor images, NormBranch branch) => network.call(images, branch);
        oracle.AssertMeets($"{step}_train_logits", step switch
        {
            "step_std" => Through(clean, NormBranch.Clean),
            "step_adv" => Through(attacked, NormBranch.Clean),
            _ => stack([Through(clean, NormBranch.Clean), Through(attacked, NormBranch.Adversarial)]),
        });
    }

    [Theory]
    [InlineData(0.0, "adam_p3_wd0.0")]
    [InlineData(0.01, "adam_p3_wd0.01")]
    public void Adam_takes_the_steps_of_PyTorch(double decay, string expected)
    {
        using Oracle oracle = new("units");
        using Parameter weights = new(oracle.Array("adam_p0"));
        using Optimiser optimiser = new(new TrainingRecipe { WeightDecay = decay }, [weights]);
        Tensor gradients = oracle.Array("adam_grads");
        for (int step = 0; step < 3; step++)
        {
            weights.grad = null;
            weights.mul(gradients[step]).sum().backward();
            optimiser.Step(1e-2);
        }
        oracle.AssertMeets(expected, weights);
    }

    private static Tensor Differentiate(Oracle oracle, ResNet network, TrainingVariant variant) => VariantLoss.Differentiate(
        variant, network, (oracle.Array("train_input"), oracle.Array("train_adv"), oracle.Array("train_labels")),
        (logits, labels) => MaskedLoss.Of(logits, labels));

    private static void AssertGradientLengths(ResNet network, JsonElement expected)
    {
        double tolerance = expected.GetProperty("grad_l2_rtol").GetDouble();
        foreach (JsonProperty entry in expected.GetProperty("grad_l2").EnumerateObject())
        {
            double length = entry.Value.GetDouble();
            AssertClose(length, tolerance * length, Gradient(network, entry.Name).norm().item<float>());
        }
    }

    private static void AssertRunningStatistics(Oracle oracle, ResNet network, string step)
    {
        foreach (JsonProperty array in oracle.Case.GetProperty("arrays").EnumerateObject()
            .Where(array => array.Name.StartsWith(step + "_", StringComparison.Ordinal)
                && array.Name.Contains("running", StringComparison.Ordinal)))
        {
            oracle.AssertMeets(array.Name, Find(network, array.Name[(step.Length + 1)..]));
        }
        foreach (JsonProperty count in oracle.Values.GetProperty(step).GetProperty("num_batches_tracked").EnumerateObject())
        {
            Assert.Equal(count.Value.GetInt64(), Find(network, count.Name).item<long>());
        }
    }

    private static void AssertWeights(ResNet network, JsonElement expected)
    {
        foreach (JsonProperty entry in expected.EnumerateObject())
        {
            Tensor weight = Find(network, entry.Name).detach().to(ScalarType.Float64);
            double length = entry.Value.GetProperty("l2").GetDouble();
            AssertClose(length, length * entry.Value.GetProperty("l2_rtol").GetDouble(), weight.norm().item<double>());
            AssertClose(entry.Value.GetProperty("sum").GetDouble(), entry.Value.GetProperty("sum_atol").GetDouble(), weight.sum().item<double>());
        }
    }

    private static void AssertEvaluationLosses(Oracle oracle, ResNet network, JsonElement expected)
    {
        network.eval();
        NormBranch[] branches = network.Shape.DualNorm ? [NormBranch.Clean, NormBranch.Adversarial] : [NormBranch.Clean];
        Tensor labels = oracle.Array("train_labels");
        double[] losses = [.. new[] { "train_input", "train_adv" }.SelectMany(images => branches.Select(branch =>
            (double)MaskedLoss.Of(network.call(oracle.Array(images), branch), labels).item<float>()))];
        for (int index = 0; index < losses.Length; index++)
        {
            AssertClose(
                expected.GetProperty("eval_loss_after_step")[index].GetDouble(),
                expected.GetProperty("eval_loss_after_atol")[index].GetDouble(),
                losses[index]);
        }
    }

    private static void AssertClose(double expected, double tolerance, double actual) => Assert.Equal(expected, actual, tolerance);

    private static double Sum(JsonElement parent, string name) => parent.GetProperty(name).EnumerateArray().Sum(value => value.GetDouble());

    private static Tensor Find(ResNet network, string name) => network.State.Single(named => named.Name == name).Tensor;

    private static Tensor Gradient(ResNet network, string name) => Find(network, name).grad!;
}
