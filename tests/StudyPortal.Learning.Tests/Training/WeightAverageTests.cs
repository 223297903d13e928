using System.Text.Json;
using StudyPortal.Learning.Networks;
using StudyPortal.Learning.Training;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Training;

public sealed class WeightAverageTests : IDisposable
{
    private readonly ResNet network = new(new NetworkShape("resnet18", 1, 1, 2, DualNorm: true), new Generator(1));

    public void Dispose() => network.Dispose();

    [Fact]
    public void Parameters_are_averaged_as_in_PyTorch()
    {
        JsonElement expected = TorchValues.Of("average");
        using WeightAverage average = new(network, expected.Number("decay"));
        bool first = true;
        foreach ((JsonElement weights, JsonElement after) in expected.GetProperty("weights").EnumerateArray()
            .Zip(expected.GetProperty("averages").EnumerateArray()))
        {
            Set(network, "fc.bias", weights.Floats());
            Set(network, "bn1.bns.1.weight", weights.Floats()[..1]);
            average.Add(first);
            first = false;
            TorchValues.AssertClose(after.Floats(), Get(average.Network, "fc.bias"), 1e-6);
            TorchValues.AssertClose(after.Floats()[..1], Get(average.Network, "bn1.bns.1.weight"), 1e-6);
        }
    }

    [Fact]
    public void Running_statistics_of_both_branches_are_those_of_the_trained_network()
    {
        using WeightAverage average = new(network, 0.9);
        average.Add(first: true);
        Set(network, "bn1.bns.0.running_mean", [3]);
        Set(network, "bn1.bns.1.running_var", [7]);
        average.Add(first: false);
        Assert.Equal([3f], Get(average.Network, "bn1.bns.0.running_mean"));
        Assert.Equal([7f], Get(average.Network, "bn1.bns.1.running_var"));
    }

    private static void Set(ResNet network, string name, float[] values)
    {
        using IDisposable frozen = no_grad();
        Find(network, name).copy_(tensor(values));
    }

    private static float[] Get(ResNet network, string name) => [.. Find(network, name).data<float>()];

    private static Tensor Find(ResNet network, string name) => network.State.Single(named => named.Name == name).Tensor;
}
