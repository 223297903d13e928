using System.Text.Json;
using StudyPortal.Learning.Losses;
using StudyPortal.Learning.Training;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Losses;

public sealed class MaskedLossTests
{
    [Theory]
    [InlineData(LabelPolicy.Zeros, LabelPolicy.Zeros, "u_zeros", "nan_as_zero")]
    [InlineData(LabelPolicy.Zeros, LabelPolicy.Ignore, "u_zeros", "nan_ignored")]
    [InlineData(LabelPolicy.Ones, LabelPolicy.Zeros, "u_ones", "nan_as_zero")]
    [InlineData(LabelPolicy.Ones, LabelPolicy.Ignore, "u_ones", "nan_ignored")]
    [InlineData(LabelPolicy.Ignore, LabelPolicy.Zeros, "u_ignore", "nan_as_zero")]
    [InlineData(LabelPolicy.Ignore, LabelPolicy.Ignore, "u_ignore", "nan_ignored")]
    public void Loss_under_every_label_policy_equals_that_of_PyTorch(
        LabelPolicy uncertain, LabelPolicy unmentioned, string policy, string blanks)
    {
        using Oracle oracle = new("units");
        Tensor logits = oracle.Array("loss_logits");
        float[] labels = [.. oracle.Array("loss_labels").data<float>()];
        Tensor targets = tensor(Array.ConvertAll(labels, label => LabelPolicies.Target(label, uncertain, unmentioned)), logits.shape);
        JsonElement expected = oracle.Values.GetProperty("loss").GetProperty(policy);
        Assert.Equal(expected.GetProperty(blanks).GetDouble(), MaskedLoss.Of(logits, targets).item<float>(), 1e-5);
        float weighted = MaskedLoss.Of(logits, targets, oracle.Array("loss_pos_weight")).item<float>();
        Assert.Equal(expected.GetProperty(blanks + "_pos_weight").GetDouble(), weighted, 1e-5);
    }

    [Fact]
    public void Extreme_logits_keep_their_loss_and_gradient()
    {
        using Oracle oracle = new("units");
        foreach (double[] row in oracle.Values.GetProperty("bce_extremes").GetProperty("rows").EnumerateArray()
            .Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray()))
        {
            Tensor logit = tensor((float[])[(float)row[0]], [1, 1]).requires_grad_(true);
            Tensor loss = MaskedLoss.Of(logit, tensor((float[])[(float)row[1]], [1, 1]));
            loss.backward();
            Assert.Equal(row[4], loss.item<float>(), 1e-6 + (1e-3 * Math.Abs(row[4])));
            Assert.Equal(row[5], logit.grad!.item<float>(), 1e-6 + (1e-3 * Math.Abs(row[5])));
        }
    }

    [Fact]
    public void Nothing_given_is_no_loss_and_no_gradient()
    {
        Tensor logits = randn(2, 3).requires_grad_(true);
        Tensor loss = MaskedLoss.Of(logits, full([2, 3], float.NaN));
        loss.backward();
        Assert.Equal(0f, loss.item<float>());
        Assert.Equal(0f, logits.grad!.abs().max().item<float>());
    }
}
