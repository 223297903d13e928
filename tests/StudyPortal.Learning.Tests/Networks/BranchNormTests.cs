using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Networks;

public sealed class BranchNormTests
{
    [Theory]
    [InlineData(0.01, "m001")]
    [InlineData(0.1, "m01")]
    public void Running_statistics_of_the_used_branch_follow_PyTorch_and_the_other_stays(double momentum, string name)
    {
        using Oracle oracle = new("units");
        using BranchNorm norm = Build(oracle, momentum);
        Tensor input = oracle.Array("bn_input");
        Tensor first = norm.call(input, NormBranch.Adversarial);
        norm.call((input * 0.5) - 1, NormBranch.Adversarial);
        oracle.AssertMeets("bn_train_out_b1", first);
        for (int branch = 0; branch < 2; branch++)
        {
            oracle.AssertMeets($"bn_{name}_b{branch}_mean", Tensor(norm, $"bn.bns.{branch}.running_mean"));
            oracle.AssertMeets($"bn_{name}_b{branch}_var", Tensor(norm, $"bn.bns.{branch}.running_var"));
        }
        Assert.Equal(0, Tensor(norm, "bn.bns.0.num_batches_tracked").item<long>());
        Assert.Equal(2, Tensor(norm, "bn.bns.1.num_batches_tracked").item<long>());
    }

    [Fact]
    public void Evaluation_uses_the_running_statistics_of_the_branch()
    {
        using Oracle oracle = new("units");
        using BranchNorm norm = Build(oracle, 0.01);
        Tensor input = oracle.Array("bn_input");
        norm.call(input, NormBranch.Adversarial);
        norm.call((input * 0.5) - 1, NormBranch.Adversarial);
        norm.eval();
        oracle.AssertMeets("bn_eval_out_b1", norm.call(input, NormBranch.Adversarial));
    }

    private static BranchNorm Build(Oracle oracle, double momentum)
    {
        BranchNorm norm = new(3, new NetworkShape("resnet18", 1, 1, 1, DualNorm: true) { NormMomentum = momentum });
        using IDisposable frozen = no_grad();
        for (int branch = 0; branch < 2; branch++)
        {
            Tensor(norm, $"bn.bns.{branch}.weight").copy_(oracle.Array("bn_weight")[branch]);
            Tensor(norm, $"bn.bns.{branch}.bias").copy_(oracle.Array("bn_bias")[branch]);
        }
        norm.train();
        return norm;
    }

    private static Tensor Tensor(BranchNorm norm, string name) => norm.State("bn").Single(named => named.Name == name).Tensor;
}
