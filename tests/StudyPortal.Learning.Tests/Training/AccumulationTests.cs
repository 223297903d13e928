using StudyPortal.Learning.Losses;
using StudyPortal.Learning.Networks;
using StudyPortal.Learning.Training;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Training;

public sealed class AccumulationTests : IDisposable
{
    private readonly Generator random = new(1);
    private readonly ResNet network;
    private readonly LabelLoss loss = new(exclusive: false, classWeights: null);
    private readonly TrainingStep step;
    private readonly (Tensor Images, Tensor Targets)[] batches;

    public AccumulationTests()
    {
        TrainingRecipe recipe = SquareImages.Recipe(TrainingVariant.Standard);
        network = new ResNet(recipe.Shape(2), random);
        step = new TrainingStep(recipe, network, loss, random);
        batches = [.. Enumerable.Range(0, 2).Select(index => (rand(4, 1, 32, 32, generator: random), eye(4, 2)))];
    }

    public void Dispose()
    {
        step.Dispose();
        network.Dispose();
        random.Dispose();
    }

    [Fact]
    public void The_gradient_of_several_batches_is_the_mean_of_theirs()
    {
        var both = Gradient(2, 0);
        var (first, second) = (Gradient(1, 0), Gradient(1, 1));
        Assert.Equal((first.Loss + second.Loss) / 2, both.Loss, 1e-6);
        TorchValues.AssertClose([.. first.Values.Zip(second.Values, (one, other) => (one + other) / 2)], both.Values, 1e-6);
        Assert.Equal(Math.Sqrt(both.Values.Sum(value => (double)value * value)), both.Length, 1e-5);
    }

    private (double Loss, double Length, float[] Values) Gradient(int count, int from)
    {
        (double value, double length) = step.Differentiate(count, index => (batches[from + index].Images.alias(), batches[from + index].Targets.alias()));
        return (value, length, [.. network.parameters().SelectMany(weight => weight.grad!.data<float>().ToArray())]);
    }
}
