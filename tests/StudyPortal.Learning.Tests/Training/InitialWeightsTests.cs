using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using StudyPortal.Learning.Training;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Training;

public sealed class InitialWeightsTests : IDisposable
{
    private static readonly NetworkShape Standard = new("resnet18", 2, 3, 4, DualNorm: false);
    private readonly string folder = Directory.CreateTempSubdirectory("init").FullName;
    private readonly ResNet source;

    public InitialWeightsTests()
    {
        using Generator random = new(1);
        source = new ResNet(Standard, random);
        using IDisposable frozen = no_grad();
        foreach (NamedTensor named in source.State.Where(named => named.Name.Contains("running_mean", StringComparison.Ordinal)))
        {
            named.Tensor.uniform_(-1, 1, random);
        }
        source.eval();
    }

    public void Dispose()
    {
        source.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Both_branches_answer_as_the_network_that_they_start_from()
    {
        using ResNet network = Random(Standard with { DualNorm = true });
        IReadOnlyList<string> remarks = Write(source.State).Load(network);
        network.eval();
        Tensor images = rand(2, 3, 32, 32);
        Tensor expected = source.call(images, NormBranch.Clean);
        Assert.Equal(expected, network.call(images, NormBranch.Clean));
        Assert.Equal(expected, network.call(images, NormBranch.Adversarial));
        Assert.Equal(["Every batch norm is copied to both branches."], remarks);
    }

    [Fact]
    public void A_network_for_grey_images_answers_as_one_that_sees_them_in_three_channels()
    {
        using ResNet network = Random(Standard with { InputChannels = 1 });
        IReadOnlyList<string> remarks = Write(source.State).Load(network);
        network.eval();
        Tensor grey = rand(2, 1, 32, 32);
        Assert.True(allclose(source.call(grey.expand(2, 3, 32, 32), NormBranch.Clean), network.call(grey, NormBranch.Clean), 1e-4, 1e-5));
        Assert.Contains("conv1.weight is summed", Assert.Single(remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void The_classifier_of_other_classes_stays_random_and_is_named()
    {
        using ResNet network = Random(Standard with { ClassCount = 2 });
        float[] before = [.. Find(network, "fc.weight").data<float>()];
        IReadOnlyList<string> remarks = Write(source.State).Load(network);
        Assert.Equal(before, Find(network, "fc.weight").data<float>().ToArray());
        Assert.Equal(Find(source, "conv1.weight"), Find(network, "conv1.weight"));
        Assert.Contains("fc.weight and fc.bias stay random", Assert.Single(remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void Old_files_without_batch_counts_are_taken()
    {
        using ResNet network = Random(Standard);
        InitialWeights old = Write([.. source.State.Where(named => !named.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal))]);
        Assert.Contains("num_batches_tracked", Assert.Single(old.Load(network)), StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_that_do_not_fit_are_refused_by_name_and_nothing_is_changed()
    {
        using ResNet network = Random(Standard with { DualNorm = true });
        float[] before = [.. Find(network, "conv1.weight").data<float>()];
        InitialWeights broken = Write([.. source.State.Where(named => named.Name != "layer1.0.bn1.bias")
            .Select(named => named.Name == "layer2.0.conv1.weight" ? named with { Tensor = zeros(4, 2, 1, 1) } : named)
            .Append(new NamedTensor("extra.weight", zeros(1)))]);
        var refusal = Assert.Throws<CheckpointMismatchException>(() => broken.Load(network));
        Assert.Equal(["layer1.0.bn1.bias"], refusal.Missing);
        Assert.Equal(["extra.weight"], refusal.Unexpected);
        Assert.Contains("layer2.0.conv1.weight", Assert.Single(refusal.Misshapen), StringComparison.Ordinal);
        Assert.Equal(before, Find(network, "conv1.weight").data<float>().ToArray());
    }

    [Fact]
    public void Another_architecture_is_refused()
    {
        using ResNet network = Random(Standard with { Width = 4 });
        var refusal = Assert.Throws<CheckpointException>(() => Write(source.State).Load(network));
        Assert.Contains("resnet18 of width 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_begins_with_these_weights_and_is_not_resumed_with_others()
    {
        TrainingRecipe recipe = SquareImages.Recipe(TrainingVariant.Standard) with { Width = 2, Epochs = 1, LearningRate = 1e-12 };
        TrainingSet set = SquareImages.Create(16, 1);
        using (TrainingRun run = new(recipe, set, set, folder, Write(source.State)))
        {
            TrainingResult result = run.Run(new Watcher(_ => { }), TimeProvider.System, TestContext.Current.CancellationToken);
            using var trained = WeightFile.Read(result.WeightsPath);
            Assert.Equal(2, run.Remarks.Count);
            Assert.True(allclose(Find(source, "layer4.1.conv2.weight"), trained.Tensors.Single(named => named.Name == "layer4.1.conv2.weight").Read()));
        }
        var refusal = Assert.Throws<TrainingException>(() => new TrainingRun(recipe, set, set, folder));
        Assert.Contains("other first weights", refusal.Message, StringComparison.Ordinal);
    }

    private InitialWeights Write(IReadOnlyList<NamedTensor> tensors)
    {
        string path = Path.Combine(folder, "start.pth");
        WeightFile.Write(path, tensors);
        return new InitialWeights(path);
    }

    private static ResNet Random(NetworkShape shape)
    {
        using Generator random = new(2);
        return new ResNet(shape, random);
    }

    private static Tensor Find(ResNet network, string name) => network.State.Single(named => named.Name == name).Tensor.detach();
}
