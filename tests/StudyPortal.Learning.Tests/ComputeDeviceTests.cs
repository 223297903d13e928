using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests;

public sealed class ComputeDeviceTests
{
    [Fact]
    public void The_CPU_is_there() => Assert.Equal(DeviceType.CPU, ComputeDevice.Parse("cpu").Device.type);

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda0")]
    public void A_name_of_no_device_is_refused_with_those_there_are(string name) =>
        Assert.Contains("expected cpu, cuda or cuda:N", Refusal(name), StringComparison.Ordinal);

    [Fact]
    public void A_GPU_that_is_not_there_is_refused_with_what_to_do() =>
        Assert.Matches("this machine has (no CUDA device|[0-9]+, cuda:0)", Refusal("cuda:99"));

    [Theory]
    [InlineData("resnet18")]
    [InlineData("resnet50")]
    public void A_network_moves_with_all_that_it_is_made_of(string architecture)
    {
        using Generator random = new(1);
        using ResNet network = new(new NetworkShape(architecture, 4, 1, 2, DualNorm: true), random);
        network.to(META);
        Assert.Equal(DeviceType.META, network.Device.type);
        Assert.All(network.State, named => Assert.Equal(DeviceType.META, named.Tensor.device_type));
        Assert.All(network.parameters(), parameter => Assert.Equal(DeviceType.META, parameter.device_type));
    }

    private static string Refusal(string name) => Assert.Throws<ArgumentException>(() => ComputeDevice.Parse(name)).Message;
}
