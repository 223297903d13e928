using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Evaluation;
using StudyPortal.Learning.Networks;
using StudyPortal.Learning.Tests.Attacks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Evaluation;

public sealed class LossSurfaceTests
{
    [Fact]
    public void The_surface_and_its_slope_equal_those_of_PyTorch()
    {
        using Oracle oracle = new("resnet18_std");
        using ResNet network = oracle.Network();
        network.train();
        LossSurfaceResult surface = new LossSurface(0.02, 5) { BatchSize = 7 }.Compute(
            network, NormBranch.Clean, oracle.Array("input").narrow(0, 0, 1), oracle.Array("labels").narrow(0, 0, 1),
            oracle.Array("surface_random_direction"), progress: null, TestContext.Current.CancellationToken);
        Assert.Equal([-0.02, -0.01, 0, 0.01, 0.02], surface.Offsets.Select(offset => Math.Round(offset, 12)));
        oracle.AssertMeets("surface", Table(surface.Loss));
        oracle.AssertMeets("surface_row_slope", Table(surface.Slope));
        Assert.Equal(19.85, surface.LargestSlope, 0.1);
        Assert.True(network.training);
    }

    [Fact]
    public void Its_middle_is_the_loss_of_the_image_and_clamping_stops_at_black_and_white()
    {
        using TinyNetwork tiny = new(classes: 2, images: 1);
        tiny.Labels[0, 1] = float.NaN;
        LossSurface open = new(2, 3), clamped = new(2, 3) { Clamped = true };
        LossSurfaceResult free = open.Compute(tiny.Network, NormBranch.Clean, tiny.Images, tiny.Labels, 5, null, TestContext.Current.CancellationToken);
        LossSurfaceResult cut = clamped.Compute(tiny.Network, NormBranch.Clean, tiny.Images, tiny.Labels, 5, null, TestContext.Current.CancellationToken);
        float loss = AttackLoss.BinaryCrossEntropy(tiny.Frozen.Logits(tiny.Images), tiny.Labels).item<float>();
        Assert.Equal(loss, free.Loss[1][1], 1e-4);
        Assert.Equal(loss, cut.Loss[1][1], 1e-4);
        Assert.NotEqual(free.Loss[0][0], cut.Loss[0][0], 1e-4);
    }

    private static Tensor Table(double[][] rows) => tensor(rows.SelectMany(row => row).Select(value => (float)value).ToArray(), [rows.Length, rows[0].Length]);
}
