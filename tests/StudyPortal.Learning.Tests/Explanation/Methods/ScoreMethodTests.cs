using StudyPortal.Learning.Explanation;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Explanation.Methods;

/// <summary>Methods on scores whose maps are known in closed form.</summary>
public sealed class ScoreMethodTests
{
    private static readonly Tensor Weight = linspace(-1, 1, 2 * 16 * 16).reshape(2, 16, 16);

    private static readonly Tensor Images = cos(linspace(0, 50, 3 * 2 * 16 * 16)).add(1).div(2).reshape(3, 2, 16, 16);

    public static TheoryData<MapMethod> GradientMethods => [new InputGradient(), new SmoothGrad(7, 0.2, 1)];

    [Theory]
    [MemberData(nameof(GradientMethods), DisableDiscoveryEnumeration = true)]
    public void Gradients_of_a_linear_score_are_its_weights(MapMethod method) =>
        AssertClose(Weight.expand(3, 2, 16, 16), ((ScoreMethod)method).Explain(Score(Linear), Images));

    [Fact]
    public void Attributions_of_a_linear_score_are_its_weights_times_the_image()
    {
        AssertClose(Weight * Images, new GradientTimesInput().Explain(Score(Linear), Images));
        AssertClose(Weight * Images, new IntegratedGradients(4).Explain(Score(Linear), Images));
        Assert.Equal(0, new VarGrad(7, 0.2, 1).Explain(Score(Linear), Images).max().item<float>(), 1e-9f);
    }

    // d/dx of sum x^3 at x + e is 3 (x + e)^2: its mean over e of variance s^2 is 3 (x^2 + s^2).
    [Fact]
    public void SmoothGrad_averages_over_noise_of_the_stated_share_of_the_range()
    {
        Tensor images = full([1, 1, 8, 8], 0.5f);
        images[0, 0, 0, 0] = 0f;
        images[0, 0, 0, 1] = 0.8f;
        Tensor map = new SmoothGrad(4000, 0.5, 1).Explain(Score(batch => batch.pow(3).sum([1, 2, 3])), images);
        Assert.Equal(3 * (0.25 + (0.4 * 0.4)), map[0, 0, 4, 4].item<float>(), 0.05);
    }

    // The gradient of x^2 is linear along the path: the midpoint rule is exact from one step on.
    [Fact]
    public void Integrated_gradients_of_squares_are_the_squares() =>
        AssertClose(Images.square(), new IntegratedGradients(1).Explain(Score(batch => batch.square().sum([1, 2, 3])), Images));

    // One jump of the gradient, from 0 to 100 at 0.4: one midpoint sees 100, more steps come near 100 (1 - 0.4).
    [Fact]
    public void Integrated_gradients_take_more_steps_for_the_image_that_needs_them()
    {
        Tensor images = cat([full([1, 1, 1, 1], 1f), full([1, 1, 1, 1], 0.1f)]);
        Tensor maps = new IntegratedGradients(1).Explain(Score(batch => batch.sub(0.4).relu().mul(100).sum([1, 2, 3])), images);
        Assert.InRange(maps[0].item<float>(), 57, 63);
        Assert.Equal(0, maps[1].item<float>());
    }

    [Fact]
    public void Integrated_gradients_that_never_add_up_are_refused_with_both_numbers()
    {
        var refused = Assert.Throws<InvalidOperationException>(
            () => new IntegratedGradients(1).Explain(Score(batch => batch.sum([1, 2, 3]).add(batch.detach().sum([1, 2, 3]))), Images[..1]));
        Assert.Contains("add up to", refused.Message, StringComparison.Ordinal);
    }

    // Windows of 4, 2 apart: the drop of each is the sum of weight x image under it; a corner lies under one window only.
    [Fact]
    public void Occlusion_of_a_linear_score_is_what_lies_under_the_windows()
    {
        Tensor drops = (Weight * Images).sum([1], keepdim: true);
        Tensor map = new Occlusion(0.25, 0.125).Explain(Score(Linear), Images);
        Assert.Equal(drops[0, 0, ..4, ..4].sum().item<float>(), map[0, 0, 0, 0].item<float>(), 1e-4f);
        float both = (drops[1, 0, ..4, ..4].sum() + drops[1, 0, ..4, 2..6].sum()).item<float>() / 2;
        Assert.Equal(both, map[1, 0, 1, 3].item<float>(), 1e-4f);
    }

    [Fact]
    public void Rise_finds_the_pixels_that_a_score_rests_on_and_is_zero_for_one_that_rests_on_nothing()
    {
        Tensor images = ones(1, 1, 28, 28);
        Rise method = new(masks: 600, cells: 7, kept: 0.5, seed: 1);
        Tensor map = method.Explain(Score(batch => batch[.., .., 8..12, 16..20].sum([1, 2, 3])), images)[0, 0];
        long peak = map.argmax().item<long>();
        Assert.InRange(peak / 28, 8, 11);
        Assert.InRange(peak % 28, 16, 19);
        Assert.Equal(0, method.Explain(Score(batch => batch.sum([1, 2, 3]).mul(0).add(5)), images).abs().max().item<float>());
    }

    [Fact]
    public void Edges_of_a_ramp_are_eight_times_its_slope()
    {
        Tensor ramp = arange(16, dtype: ScalarType.Float32).mul(0.05).expand(1, 3, 16, 16);
        Tensor map = new EdgeMap().Explain(Score(Linear), ramp);
        AssertClose(full([14, 14], 0.4f), map[0, 0, 1..15, 1..15]);
    }

    private static ImageScore Score(Func<Tensor, Tensor> values) => new(values, images =>
    {
        Tensor input = images.detach().requires_grad_(true);
        values(input).sum().backward();
        return input.grad!;
    });

    private static Tensor Linear(Tensor batch) => batch.mul(Weight).sum([1, 2, 3]);

    private static void AssertClose(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.True(expected.allclose(actual, 1e-4, 1e-5), $"apart by {(expected - actual).abs().max().item<float>()}");
    }
}
