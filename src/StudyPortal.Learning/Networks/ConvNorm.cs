using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>A convolution without bias and the norm after it.</summary>
internal sealed class ConvNorm : nn.Module<Tensor, NormBranch, Tensor>
{
    private readonly Conv2d convolution;
    private readonly BranchNorm norm;

    public ConvNorm(int input, int output, int kernel, int stride, NetworkShape shape)
        : base(nameof(ConvNorm))
    {
        convolution = nn.Conv2d(input, output, kernel, stride: stride, padding: kernel / 2, bias: false);
        norm = new BranchNorm(output, shape);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input, NormBranch branch) => norm.call(convolution.call(input), branch);

    /// <summary>Both in evaluation mode, for the given stage; the stem is of the first.</summary>
    public FrozenConvolution Freeze(NormBranch branch, NormFolding folding, int stage) => folding == NormFolding.AsPyTorch
        ? new FrozenConvolution(convolution, norm.Of(branch))
        : new FrozenConvolution(convolution, norm.Of(branch), stage, FrozenNetwork.TypeOf(folding));

    /// <summary>Kaiming normal over the fan out, as torchvision initialises its ResNets.</summary>
    public void Initialise(Generator random)
    {
        long[] size = convolution.weight.shape;
        convolution.weight.normal_(0, Math.Sqrt(2.0 / (size[0] * size[2] * size[3])), random);
    }

    public IEnumerable<NamedTensor> State(string convolutionName, string normName) =>
        norm.State(normName).Prepend(new NamedTensor($"{convolutionName}.weight", convolution.weight));
}
