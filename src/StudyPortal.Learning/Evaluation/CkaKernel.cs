namespace StudyPortal.Learning.Evaluation;

/// <summary>How two sets of representations of the same images are compared; see <see cref="Cka"/>.</summary>
/// <param name="Bandwidth">
/// Null compares scalar products. Otherwise a Gaussian of the distance is compared, whose standard deviation is the square root
/// of the median squared distance of all pairs (an image and itself included) times this number.
/// </param>
/// <param name="Debiased">
/// Use the unbiased estimate of the Hilbert-Schmidt criterion (Song et al., 2007), which does not grow with the number of
/// features; it wants at least four images.
/// </param>
public sealed record CkaKernel(double? Bandwidth, bool Debiased)
{
    public static CkaKernel Linear { get; } = new(null, Debiased: false);

    public static CkaKernel LinearDebiased { get; } = new(null, Debiased: true);

    public static CkaKernel Rbf(double bandwidth) => new(bandwidth, Debiased: false);

    public static CkaKernel RbfDebiased(double bandwidth) => new(bandwidth, Debiased: true);
}
