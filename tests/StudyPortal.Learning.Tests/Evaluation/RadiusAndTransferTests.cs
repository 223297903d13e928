using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Evaluation;
using StudyPortal.Learning.Networks;
using StudyPortal.Learning.Tests.Attacks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Evaluation;

public sealed class RadiusAndTransferTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>To first order the margin is lost at radius margin / ||gradient||_1.</summary>
    [Fact]
    public void The_flipping_radius_is_the_margin_over_the_length_of_the_gradient()
    {
        using TinyNetwork tiny = new(classes: 1, images: 4);
        Tensor gradient = tiny.Gradient(logits => logits.sum());
        using (no_grad())
        {
            Tensor bias = tiny.Network.State.Single(named => named.Name == "fc.bias").Tensor;
            bias.sub_(tiny.Frozen.Logits(tiny.Images)[0, 0] - 1e-4f);
        }
        using FrozenNetwork shifted = new(tiny.Network, NormBranch.Clean);
        float margin = shifted.Logits(tiny.Images)[0, 0].item<float>();
        float slope = gradient[0].abs().sum().item<float>();
        float[] labels = [1, float.NaN, .. shifted.Logits(tiny.Images).narrow(0, 2, 1).gt(0).to(ScalarType.Float32).data<float>(), 0];
        labels[3] = shifted.Logits(tiny.Images)[3, 0].item<float>() > 0 ? 0 : 1;
        float[] radii = new FlippingRadius(3 * margin / slope, halvings: 10).Compute(
            tiny.Network, NormBranch.Clean, Set(tiny), labels, null, Token);
        Assert.Equal(1, radii[0] * slope / margin, 0.1);
        Assert.Equal([float.NaN, float.PositiveInfinity, 0], radii[1..]);
    }

    [Fact]
    public void Images_attacked_on_a_network_are_predicted_by_another()
    {
        using TinyNetwork source = new(classes: 2, images: 5), target = new(classes: 3, seed: 9, images: 5);
        AttackRecipe recipe = new(0.05, 0.02, 4);
        float[] labels = [.. source.Labels.data<float>()];
        TransferResult result = new Transfer(recipe) { BatchSize = 2 }.Compute(
            source.Network, NormBranch.Clean, labels, target.Network, NormBranch.Clean, Set(source), null, Token);
        Tensor attacked = new ProjectedGradient(recipe).Attack(source.Frozen, source.Images, source.Labels);
        AssertNear(source.Frozen.Logits(source.Images), result.SourceClean);
        AssertNear(source.Frozen.Logits(attacked), result.SourceAttacked);
        AssertNear(target.Frozen.Logits(source.Images), result.TargetClean);
        AssertNear(target.Frozen.Logits(attacked), result.TargetAttacked);
    }

    [Fact]
    public void Networks_of_other_channels_do_not_exchange_images()
    {
        using TinyNetwork source = new(classes: 2);
        using ResNet colour = new(new NetworkShape("resnet18", 4, 3, 2, DualNorm: false), source.Random);
        Assert.Contains("channels", Assert.Throws<ArgumentException>(() => new Transfer(AttackRecipe.Paper).Compute(
            source.Network, NormBranch.Clean, [.. source.Labels.data<float>()], colour, NormBranch.Clean, Set(source), null, Token)).Message);
    }

    /// <summary>Of one logit the constant is, to first order, the sum of the gradient's magnitudes.</summary>
    [Fact]
    public void The_local_Lipschitz_estimate_of_a_logit_is_the_length_of_its_gradient()
    {
        using TinyNetwork tiny = new(classes: 1, images: 4);
        float[] expected = [.. tiny.Gradient(logits => logits.sum()).abs().flatten(1).sum(1).data<float>()];
        LipschitzResult result = new LocalLipschitz(2e-5) { BatchSize = 3 }.Compute(tiny.Network, NormBranch.Clean, tiny.Images, 3, null, Token);
        Assert.All(expected.Zip(result.PerImage), pair => Assert.Equal(1, pair.Second / pair.First, 0.05));
        Assert.Equal(result.PerImage.Max(), result.Largest);
    }

    private static ImageSet Set(TinyNetwork tiny) => new([.. tiny.Images.data<float>()], (int)tiny.Images.shape[0], 32);

    private static void AssertNear(Tensor expected, float[] actual) =>
        Assert.All(expected.data<float>().Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 5e-3f));
}
