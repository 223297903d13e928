using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Evaluation;

/// <summary>
/// Centred kernel alignment (Kornblith et al., ICML 2019) of every convolution's raw output, before its norm, in evaluation
/// mode: 1 for representations that tell the images apart in the same way up to rotation and scale, near 0 for unrelated ones.
/// </summary>
/// <param name="kernels">One result each.</param>
public sealed class Cka(IReadOnlyList<CkaKernel> kernels)
{
    /// <summary>As many images as the paper's code compares by; products of pairs of them are all that is kept of a layer.</summary>
    public const int MostImages = 196;

    public int BatchSize { get; init; } = 16;

    /// <summary>Compares two networks, or two branches of one, on the same images.</summary>
    /// <param name="images">n x C x H x W in [0,1], from 4 to <see cref="MostImages"/> of them.</param>
    /// <param name="progress">Told the share done, 0..1.</param>
    /// <param name="cancellation">Looked at before each batch.</param>
    /// <exception cref="ArgumentException">Too few or too many images.</exception>
    public CkaResult Compute(
        ResNet first, NormBranch firstBranch, ResNet second, NormBranch secondBranch, Tensor images,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        if (images.shape[0] is < 4 or > MostImages)
        {
            throw new ArgumentException($"{images.shape[0]} images were given; CKA wants 4 to {MostImages}.", nameof(images));
        }
        bool same = ReferenceEquals(first, second) && firstBranch == secondBranch;
        double half = same ? 1 : 0.5;
        LayerProducts rows = LayerProducts.Of(first, firstBranch, images, BatchSize, done => progress?.Report(half * done), cancellation);
        LayerProducts columns = same ? rows
            : LayerProducts.Of(second, secondBranch, images, BatchSize, done => progress?.Report(half + (half * done)), cancellation);
        return new CkaResult(rows.Names, columns.Names, [.. kernels.Select(kernel => Compare(kernel, rows.Grams, columns.Grams))]);
    }

    /// <summary>CKA of two tables of features of the same images, n x p and n x q.</summary>
    internal static double Of(CkaKernel kernel, Tensor first, Tensor second) =>
        Product(GramMatrix.Of(first).Normalised(kernel), GramMatrix.Of(second).Normalised(kernel));

    private static double[][] Compare(CkaKernel kernel, IReadOnlyList<GramMatrix> rows, IReadOnlyList<GramMatrix> columns)
    {
        double[][] left = [.. rows.Select(gram => gram.Normalised(kernel))];
        double[][] right = ReferenceEquals(rows, columns) ? left : [.. columns.Select(gram => gram.Normalised(kernel))];
        return [.. left.Select(row => right.Select(column => Product(row, column)).ToArray())];
    }

    private static double Product(double[] first, double[] second) => first.Zip(second, (a, b) => a * b).Sum();
}

/// <summary>Similarities of layers.</summary>
/// <param name="Rows">Convolutions of the first network by their state-dict names.</param>
/// <param name="Columns">Of the second.</param>
/// <param name="Values">For each kernel rows x columns.</param>
public sealed record CkaResult(IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<double[][]> Values);
