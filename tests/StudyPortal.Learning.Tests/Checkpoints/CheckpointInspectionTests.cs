using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Checkpoints;

public sealed class CheckpointInspectionTests : IDisposable
{
    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("inspect").FullName, "weights.pth");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [Theory]
    [InlineData("resnet18", 4, 1, 5, true)]
    [InlineData("resnet34", 8, 3, 1, false)]
    [InlineData("resnet50", 4, 3, 2, true)]
    [InlineData("resnet101", 2, 1, 3, false)]
    [InlineData("resnet152", 2, 1, 3, true)]
    public void The_shape_of_a_network_is_inferred_from_its_file(string architecture, int width, int channels, int classes, bool dual)
    {
        NetworkShape shape = new(architecture, width, channels, classes, dual);
        using ResNet network = Saved(shape);
        using var file = WeightFile.Read(path);
        Assert.Equal(shape, CheckpointInspection.Infer(file));
        using ResNet built = CheckpointInspection.Build(file);
        Assert.All(network.State.Zip(built.State), pair => Assert.Equal(pair.First.Tensor, pair.Second.Tensor));
        Assert.False(built.training);
    }

    [Fact]
    public void Missing_unexpected_and_misshapen_tensors_are_listed_by_name_and_nothing_is_loaded()
    {
        using ResNet network = Saved(new NetworkShape("resnet18", 4, 1, 2, DualNorm: false));
        NamedTensor[] wrong =
        [
            .. network.State.Where(named => named.Name is not ("bn1.weight" or "layer1.0.conv1.weight")),
            new("layer1.0.conv1.weight", zeros(1)),
            new("extra.weight", zeros(1)),
        ];
        WeightFile.Write(path, wrong);
        using var file = WeightFile.Read(path);
        using Generator random = new(9);
        using ResNet target = new(network.Shape, random);
        Tensor before = target.State[0].Tensor.clone();
        var refusal = Assert.Throws<CheckpointMismatchException>(() => CheckpointInspection.Load(target, file));
        Assert.Equal(["bn1.weight"], refusal.Missing);
        Assert.Equal(["extra.weight"], refusal.Unexpected);
        Assert.Equal(["layer1.0.conv1.weight is Float32 [1], expected Float32 [4, 4, 3, 3]"], refusal.Misshapen);
        Assert.Equal(before, target.State[0].Tensor);
    }

    [Fact]
    public void The_wide_factor_is_inferred_from_the_inner_planes()
    {
        NetworkShape shape = new("resnet50", 2, 3, 2, DualNorm: true) { WideFactor = 3 };
        using ResNet network = Saved(shape);
        using var file = WeightFile.Read(path);
        Assert.Equal(shape, CheckpointInspection.Infer(file));
        Assert.Equal([6L, 2, 3, 3], file.Tensors.Single(stored => stored.Name == "layer1.0.conv2.weight").Shape);
    }

    [Fact]
    public void A_width_that_the_other_tensors_do_not_bear_out_is_refused_before_a_network_is_built()
    {
        using ResNet network = Saved(new NetworkShape("resnet18", 4, 1, 2, DualNorm: false));
        NamedTensor[] claims = [.. network.State.Select(
            named => named.Name == "conv1.weight" ? named with { Tensor = zeros(30_000, 1, 7, 7) } : named)];
        WeightFile.Write(path, claims);
        using var file = WeightFile.Read(path);
        var refusal = Assert.Throws<CheckpointMismatchException>(() => CheckpointInspection.Build(file));
        Assert.Contains("layer1.0.conv2.weight is [4, 4, 3, 3], expected [30000, 30000, 3, 3]", refusal.Misshapen);
    }

    [Fact]
    public void A_file_from_before_batches_were_counted_is_loaded_and_the_counts_stay()
    {
        using ResNet network = Saved(new NetworkShape("resnet18", 4, 1, 2, DualNorm: false));
        WeightFile.Write(path, [.. network.State.Where(named => !named.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal))]);
        using var file = WeightFile.Read(path);
        using ResNet built = CheckpointInspection.Build(file);
        Assert.All(network.State.Zip(built.State), pair => Assert.Equal(pair.First.Tensor, pair.Second.Tensor));
    }

    [Fact]
    public void Weights_that_are_not_of_a_ResNet_are_refused()
    {
        using var file = WeightFile.Read(Oracle.Loader("views_zip.pth"));
        Assert.Throws<CheckpointException>(() => CheckpointInspection.Infer(file));
    }

    private ResNet Saved(NetworkShape shape)
    {
        using Generator random = new(4);
        ResNet network = new(shape, random);
        WeightFile.Write(path, network.State);
        return network;
    }
}
