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

    /// <summary>Told every output of the convolution, before its norm.</summary>
    public Action<Tensor>? Observer { get; set; }

    public override Tensor forward(Tensor input, NormBranch branch)
    {
        Tensor output = input.dtype == convolution.weight.dtype ? convolution.call(input) : nn.functional.conv2d(
            input, convolution.weight.to(input.dtype), null, convolution.stride, convolution.padding);
        Observer?.Invoke(output);
        return norm.call(output, branch);
    }

    /// <inheritdoc cref="BranchNorm.Of"/>
    public void Require(NormBranch branch) => norm.Of(branch);

    /// <summary>Both in evaluation mode.</summary>
    public FrozenConvolution Freeze(NormBranch branch, ScalarType type)
    {
        (Tensor weight, Tensor bias) = FrozenConvolution.Fold(convolution, norm.Of(branch), type);
        return new FrozenConvolution(weight, bias, ConvolutionGeometry.Of(convolution));
    }

    /// <summary>The first layer of a network, with all that stands before its stages.</summary>
    public FrozenStem FreezeStem(NormBranch branch, ScalarType type) => new(convolution, norm.Of(branch), type);

    /// <summary>Kaiming normal over the fan out, as torchvision initialises its ResNets.</summary>
    public void Initialise(Generator random)
    {
        long[] size = convolution.weight.shape;
        convolution.weight.normal_(0, Math.Sqrt(2.0 / (size[0] * size[2] * size[3])), random);
    }

    public IEnumerable<NamedTensor> State(string convolutionName, string normName) =>
        norm.State(normName).Prepend(new NamedTensor($"{convolutionName}.weight", convolution.weight));
}
