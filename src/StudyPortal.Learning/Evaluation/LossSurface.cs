using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Evaluation;

/// <summary>
/// The loss around an image, in evaluation mode: rows go along the sign of its gradient, columns along a random direction of
/// +1 and -1. The loss is the mean binary cross-entropy of the given labels.
/// </summary>
/// <param name="extent">Distance from the image to the edge of the surface, in units of the [0,1] image.</param>
/// <param name="points">Along each direction; an odd number has the image itself in the middle.</param>
public sealed class LossSurface(double extent, int points)
{
    /// <summary>Cut the moved images at 0 and 1, where a pixel cannot go further; the paper's code does not.</summary>
    public bool Clamped { get; init; }

    public int BatchSize { get; init; } = 32;

    /// <param name="network">Left as it is.</param>
    /// <param name="branch">That images go through.</param>
    /// <param name="image">1 x C x H x W in [0,1].</param>
    /// <param name="labels">1 x K, NaN where nothing is known.</param>
    /// <param name="seed">Of the random direction.</param>
    /// <param name="progress">Told the share done, 0..1.</param>
    /// <param name="cancellation">Looked at before each batch of points.</param>
    public LossSurfaceResult Compute(
        ResNet network, NormBranch branch, Tensor image, Tensor labels, ulong seed,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        using DisposeScope scope = NewDisposeScope();
        using Generator random = new(seed);
        Tensor direction = randint(0, 2, image.shape, generator: random).to(ScalarType.Float32).mul_(2).sub_(1);
        return Compute(network, branch, image, labels, direction, progress, cancellation);
    }

    internal LossSurfaceResult Compute(
        ResNet network, NormBranch branch, Tensor image, Tensor labels, Tensor direction,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        using DisposeScope scope = NewDisposeScope();
        using FrozenNetwork frozen = new(network, branch);
        (image, labels, direction) = (image.to(network.Device), labels.to(network.Device), direction.to(network.Device));
        Tensor ascent = new LossGradient(frozen, AttackLoss.BinaryCrossEntropy, labels).At(image).Gradient.sign_();
        double[] offsets = [.. Enumerable.Range(0, points).Select(index => (2.0 * index / (points - 1) - 1) * extent)];
        List<double> losses = [];
        foreach ((double Row, double Column)[] places in Places(offsets).Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            losses.AddRange(Losses(frozen, image, labels, ascent, direction, places));
            progress?.Report((double)losses.Count / (points * points));
        }
        return new LossSurfaceResult(offsets, [.. losses.Chunk(points)]);
    }

    private double[] Losses(
        FrozenNetwork frozen, Tensor image, Tensor labels, Tensor ascent, Tensor direction, (double Row, double Column)[] places)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable fixedWeights = no_grad();
        Tensor rows = Column([.. places.Select(place => (float)place.Row)]).to(image.device);
        Tensor columns = Column([.. places.Select(place => (float)place.Column)]).to(image.device);
        Tensor moved = image.add(rows.mul(ascent)).add_(columns.mul(direction));
        Tensor given = labels.isnan().logical_not().sum().clamp_min(1);
        Tensor logits = frozen.Logits(Clamped ? moved.clamp_(0, 1) : moved);
        return AttackLoss.BinaryCrossEntropy(logits, labels.expand_as(logits)).div(given).to(ScalarType.Float64).cpu().data<double>().ToArray();
    }

    private static IEnumerable<(double Row, double Column)> Places(double[] offsets) =>
        offsets.SelectMany(_ => offsets, (row, column) => (row, column));

    private static Tensor Column(float[] values) => tensor(values, [values.Length, 1, 1, 1]);
}
