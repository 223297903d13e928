using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>One batch norm, or one for each <see cref="NormBranch"/> (domain-specific batch norm).</summary>
internal sealed class BranchNorm : nn.Module<Tensor, NormBranch, Tensor>
{
    private readonly BatchNorm2d[] norms;

    public BranchNorm(int channels, NetworkShape shape)
        : base(nameof(BranchNorm))
    {
        norms = new BatchNorm2d[shape.DualNorm ? 2 : 1];
        for (int branch = 0; branch < norms.Length; branch++)
        {
            norms[branch] = nn.BatchNorm2d(channels, momentum: shape.NormMomentum);
            register_module($"bns{branch}", norms[branch]);
        }
    }

    public override Tensor forward(Tensor input, NormBranch branch) => Of(branch).call(input);

    /// <summary>The norm of a branch.</summary>
    /// <exception cref="ArgumentException">There is no such branch.</exception>
    public BatchNorm2d Of(NormBranch branch) => (int)branch < norms.Length
        ? norms[(int)branch]
        : throw new ArgumentException($"This network has one batch norm; there is no {branch} branch.", nameof(branch));

    public IEnumerable<NamedTensor> State(string name) => norms.Length == 1
        ? State(name, norms[0])
        : norms.SelectMany((norm, branch) => State($"{name}.bns.{branch}", norm));

    private static IEnumerable<NamedTensor> State(string name, BatchNorm2d norm) =>
    [
        new($"{name}.weight", norm.weight),
        new($"{name}.bias", Present(norm.bias)),
        new($"{name}.running_mean", Present(norm.running_mean)),
        new($"{name}.running_var", Present(norm.running_var)),
        new($"{name}.num_batches_tracked", Present(norm.num_batches_tracked)),
    ];

    private static Tensor Present(Tensor? tensor) =>
        tensor ?? throw new InvalidOperationException("A batch norm was built without affine parameters or running statistics.");
}
