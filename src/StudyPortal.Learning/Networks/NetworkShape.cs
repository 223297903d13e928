namespace StudyPortal.Learning.Networks;

/// <summary>All that decides which tensors a network has.</summary>
/// <param name="Architecture">resnet18, resnet34, resnet50, resnet101 or resnet152.</param>
/// <param name="Width">Planes of the first stage; 64 is torchvision's.</param>
/// <param name="InputChannels">Channels of an image: 1 grey, 3 grey replicated or RGB.</param>
/// <param name="ClassCount">Labels, one logit each.</param>
/// <param name="DualNorm">One batch norm per <see cref="NormBranch"/> instead of one in all.</param>
public sealed record NetworkShape(string Architecture, int Width, int InputChannels, int ClassCount, bool DualNorm)
{
    /// <summary>Share of the newest batch in the running statistics; by default PyTorch's 0.1, with dual norm the paper's 0.01.</summary>
    public double NormMomentum { get; init; } = DualNorm ? 0.01 : 0.1;

    /// <summary>Planes of a bottleneck's 3x3 convolution over those before it; 1 is torchvision's, basic blocks have no other.</summary>
    public int WideFactor { get; init; } = 1;

    /// <summary>The branch that adversarial images were trained through.</summary>
    public NormBranch AttackBranch => DualNorm ? NormBranch.Adversarial : NormBranch.Clean;
}
