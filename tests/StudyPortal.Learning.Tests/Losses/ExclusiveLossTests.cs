using System.Text.Json;
using StudyPortal.Learning.Losses;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Losses;

public sealed class ExclusiveLossTests
{
    private static readonly JsonElement Expected = TorchValues.Of("exclusive");
    private readonly Tensor logits = tensor(Expected.Floats("logits"), [4, 3]).requires_grad_(true);
    private readonly Tensor labels = nn.functional.one_hot(tensor(Expected.Floats("classes")).to(ScalarType.Int64), 3).to(ScalarType.Float32);

    [Fact]
    public void Loss_and_gradient_equal_those_of_PyTorch() => AssertMeets(ExclusiveLoss.Of(logits, labels), "loss", "gradient");

    [Fact]
    public void Weighted_loss_and_gradient_equal_those_of_PyTorch() => AssertMeets(
        ExclusiveLoss.Of(logits, labels, tensor(Expected.Floats("weights"))), "weightedLoss", "weightedGradient");

    [Fact]
    public void Losses_of_single_images_equal_those_of_PyTorch() => TorchValues.AssertClose(
        Expected.Floats("perImage"),
        [.. ExclusiveLoss.PerSample(logits, labels, tensor(Expected.Floats("weights"))).data<float>()],
        1e-6);

    [Fact]
    public void Log_odds_are_those_of_the_softmax_probability() => TorchValues.AssertClose(
        Expected.Floats("logOdds"), ExclusiveLoss.LogOdds(Expected.Floats("logits"), 3), 1e-5);

    [Fact]
    public void Log_odds_of_extreme_logits_stay_finite() =>
        Assert.Equal([2000, -2000, -2000], ExclusiveLoss.LogOdds([1000, -1000, -1000], 3), (expected, actual) => Math.Abs(expected - actual) < 1);

    [Fact]
    public void Images_without_a_class_count_for_nothing()
    {
        Tensor blank = labels.clone();
        blank[1].zero_();
        Tensor without = ExclusiveLoss.Of(logits.detach()[tensor([0L, 2, 3])], labels[tensor([0L, 2, 3])]);
        Assert.Equal(without.item<float>(), ExclusiveLoss.Of(logits, blank).item<float>(), 1e-6);
        Assert.Equal(0, ExclusiveLoss.Of(logits, zeros_like(labels)).item<float>());
    }

    private void AssertMeets(Tensor loss, string value, string gradient)
    {
        Assert.Equal(Expected.Number(value), loss.item<float>(), 1e-6);
        TorchValues.AssertClose(Expected.Floats(gradient), [.. autograd.grad([loss], [logits])[0].data<float>()], 1e-6);
    }
}
