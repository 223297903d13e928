using System.Text.Json;
using StudyPortal.Learning.Evaluation;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Evaluation;

public sealed class CkaTests
{
    [Fact]
    public void Similarities_of_features_equal_those_of_the_reference()
    {
        using Oracle units = new("units");
        JsonElement expected = units.Values.GetProperty("cka");
        (string Name, CkaKernel Kernel)[] kernels =
        [
            ("linear", CkaKernel.Linear), ("linear_debiased", CkaKernel.LinearDebiased),
            ("rbf_threshold_1", CkaKernel.Rbf(1)), ("rbf_threshold_1_debiased", CkaKernel.RbfDebiased(1)),
        ];
        Assert.All(kernels, kernel => Assert.Equal(
            expected.GetProperty(kernel.Name).GetDouble(),
            Cka.Of(kernel.Kernel, units.Array("cka_x"), units.Array("cka_y")),
            expected.GetProperty("atol").GetDouble()));
    }

    [Fact]
    public void Turned_and_scaled_features_are_the_same_representation()
    {
        using Generator random = new(3);
        Tensor features = randn(12, 70_000, generator: random), turned = features.flip(1).mul(-3);
        Assert.Equal(1, Cka.Of(CkaKernel.Linear, features, turned), 1e-6);
        Assert.Equal(1, Cka.Of(CkaKernel.Rbf(0.5), features, turned), 1e-6);
    }

    [Fact]
    public void Similarities_between_the_branches_of_a_network_equal_those_of_PyTorch()
    {
        using Oracle oracle = new("resnet18_dsbn");
        using ResNet network = oracle.Network();
        Tensor images = oracle.Array("cka_images");
        JsonElement expected = oracle.Values.GetProperty("activation_cka");
        Cka cka = new([CkaKernel.Linear, CkaKernel.LinearDebiased]) { BatchSize = 4 };
        List<double> told = [];
        CkaResult between = cka.Compute(
            network, NormBranch.Clean, network, NormBranch.Adversarial, images, new Listener(told.Add), TestContext.Current.CancellationToken);
        CkaResult within = cka.Compute(network, NormBranch.Clean, network, NormBranch.Clean, images, null, TestContext.Current.CancellationToken);
        Assert.Equal(20, between.Rows.Count);
        Assert.Contains("layer2.0.downsample.0", between.Rows);
        int early = between.Rows.ToList().IndexOf("layer1.0.conv1"), late = between.Rows.ToList().IndexOf("layer3.0.conv1");
        double tolerance = expected.GetProperty("atol").GetDouble();
        foreach ((string name, int kernel) in new[] { ("linear", 0), ("linear_debiased", 1) })
        {
            double Expected(int row, int column) => expected.GetProperty(name)[row][column].GetDouble();
            Assert.Equal(Expected(0, 1), between.Values[kernel][early][early], tolerance);
            Assert.Equal(Expected(0, 3), between.Values[kernel][early][late], tolerance);
            Assert.Equal(Expected(2, 1), between.Values[kernel][late][early], tolerance);
            Assert.Equal(Expected(0, 2), within.Values[kernel][early][late], tolerance);
            Assert.Equal(1, within.Values[kernel][early][early], 1e-9);
        }
        Assert.Equal(1, told[^1], 1e-9);
        Assert.Equal(told.Order(), told);
    }

    [Fact]
    public void Too_few_images_are_refused()
    {
        using Generator random = new(1);
        using ResNet network = new(new NetworkShape("resnet18", 4, 1, 2, DualNorm: false), random);
        Assert.Contains("3 images", Assert.Throws<ArgumentException>(() => new Cka([CkaKernel.Linear]).Compute(
            network, NormBranch.Clean, network, NormBranch.Clean, rand(3, 1, 32, 32), null, TestContext.Current.CancellationToken)).Message);
    }
}
