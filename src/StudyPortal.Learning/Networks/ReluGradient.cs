using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>How gradients go back through a ReLU.</summary>
/// <param name="Guided">Only where they are positive themselves, too.</param>
internal readonly record struct ReluGradient(bool Guided)
{
    /// <summary>The gradient for what goes into a ReLU from that for its output; the output may also be what goes in.</summary>
    public Tensor Back(Tensor gradient, Tensor output)
    {
        Tensor passed = BackwardKernels.WherePositive(gradient, output);
        return Guided ? passed.relu_() : passed;
    }
}
