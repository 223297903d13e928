using StudyPortal.Learning.Explanation;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Explanation;

public sealed class MapMethodsTests : IDisposable
{
    private static readonly MapParameters Few = new() { Samples = 3, Masks = 20, Steps = 8, Window = 0.5, Stride = 0.5 };

    private readonly Generator random = new(4);
    private readonly ResNet network;
    private readonly Tensor images;

    public MapMethodsTests()
    {
        network = new ResNet(new NetworkShape("resnet18", 4, 3, 2, DualNorm: true), random);
        images = rand(3, 3, 32, 32, generator: random);
    }

    public static TheoryData<string> Names => [.. MapMethods.Names];

    public void Dispose()
    {
        network.Dispose();
        random.Dispose();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_map_is_finite_repeats_and_does_not_depend_on_the_other_images(string name)
    {
        using Explainer explainer = new(network, NormBranch.Adversarial, MapMethods.Of(name, Few));
        Tensor maps = explainer.ExplainClasses(images, tensor(new long[] { 0, 1, 1 }));
        Tensor alone = explainer.ExplainClasses(images[1..2], tensor(new long[] { 1 }));
        Assert.Equal([3L, 32, 32], maps.mean([1]).shape);
        Assert.True(maps.isfinite().all().item<bool>());
        // A map that is never negative can be blank in a network that has learned nothing; that of the opposite score is not.
        Tensor opposite = explainer.Explain(images, tensor(new float[] { -1, 0, 0, -1, 0, -1 }, [3, 2]));
        Assert.True(maps.abs().gt(0).any().item<bool>() || opposite.abs().gt(0).any().item<bool>());
        Assert.True(maps[1..2].allclose(alone, 1e-3, 1e-6), $"apart by {(maps[1..2] - alone).abs().max().item<float>()}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_image_without_any_label_gives_no_NaN(string name)
    {
        using Explainer explainer = new(network, NormBranch.Clean, MapMethods.Of(name, Few));
        Tensor maps = explainer.Explain(images, zeros(3, 2));
        Assert.True(maps.isfinite().all().item<bool>());
        Assert.True(MapNormalisation.ClipAndStretch(maps).isfinite().all().item<bool>());
    }

    [Fact]
    public void Random_weights_follow_from_the_network_and_differ_from_it()
    {
        using Generator other = new(5);
        using ResNet another = new(network.Shape, other);
        Tensor ours = Map(network, "control-random-weights"), theirs = Map(another, "control-random-weights");
        Assert.Equal(0, (ours - Map(network, "control-random-weights")).abs().max().item<float>());
        Assert.NotEqual(0, (ours - theirs).abs().max().item<float>());
        Assert.NotEqual(0, (ours - Map(network, "input-gradient")).abs().max().item<float>());
    }

    [Theory]
    [InlineData("grad-cam")]
    [InlineData("guided-backpropagation")]
    [InlineData("occlusion")]
    public void Random_weights_can_be_explained_by_every_method(string name)
    {
        MapMethod method = MapMethods.Of(name, Few), control = MapMethods.Of($"control-random-weights:{name}", Few);
        using FrozenNetwork untrained = new RandomWeights(method).Freeze(network, NormBranch.Clean), gradients = new RandomWeights(new InputGradient()).Freeze(network, NormBranch.Clean);
        using Explainer explainer = new(network, NormBranch.Clean, control), trained = new(network, NormBranch.Clean, method);
        Tensor weights = tensor(new float[] { 1, 0, 0, 1, 0, 1 }, [3, 2]), map = explainer.Explain(images, weights);
        Assert.Equal(untrained.Logits(images).data<float>(), gradients.Logits(images).data<float>());
        Assert.Equal(0, (map - method.Explain(untrained, images, weights)).abs().max().item<float>());
        Assert.NotEqual(0, (map - trained.Explain(images, weights)).abs().max().item<float>());
        Assert.Equal((method.Passes, method.IsGradient), (control.Passes, control.IsGradient));
    }

    [Fact]
    public void Guided_backpropagation_lets_no_negative_gradient_through()
    {
        using ResNet bright = Brightness.Network();
        using Explainer explainer = new(bright, NormBranch.Clean, new GuidedBackpropagation()), plain = new(bright, NormBranch.Clean, new InputGradient());
        Tensor image = full([1, 1, 64, 64], 0.5f);
        // All weights on the way are positive: for the score itself nothing is held back, for its negative everything.
        Assert.True(explainer.Explain(image, tensor(new float[] { 1, 0 }, [1, 2])).allclose(plain.Explain(image, tensor(new float[] { 1, 0 }, [1, 2]))));
        Assert.Equal(0, explainer.Explain(image, tensor(new float[] { -1, 0 }, [1, 2])).abs().max().item<float>());
    }

    [Fact]
    public void What_is_not_there_is_refused_by_name()
    {
        Assert.Contains("'lime'", Assert.Throws<ArgumentException>(() => MapMethods.Of("lime")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => MapMethods.Of("grad-cam", new MapParameters { Stage = 5 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => MapMethods.Of("occlusion", new MapParameters { Stride = 0.5 }));
    }

    private Tensor Map(ResNet of, string name)
    {
        using Explainer explainer = new(of, NormBranch.Clean, MapMethods.Of(name));
        return explainer.ExplainClasses(images, tensor(new long[] { 0, 1, 1 }));
    }
}
