using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>
/// How the score goes with each pixel's visibility under random soft masks (Petsiuk et al. 2018): the mean of (score - mean
/// score) x mask over the masks, divided by the share kept. All images are seen through the same masks.
/// </summary>
/// <param name="masks">How many.</param>
/// <param name="cells">Along a side of the grid that the masks are enlarged from.</param>
/// <param name="kept">Probability that a cell is seen.</param>
/// <param name="seed">Of the masks.</param>
public sealed class Rise(int masks, int cells, double kept, ulong seed) : ScoreMethod
{
    public override int Passes => masks;

    internal override Tensor Explain(ImageScore score, Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        Tensor seen = Masks(images.shape[2], images.shape[3]).to(images.device);
        Tensor scores = MaskedScores.Of(score, images, seen);
        Tensor sums = scores.sub(scores.mean([0], keepdim: true)).t().mm(seen.flatten(1));
        return sums.div(masks * kept).reshape(images.shape[0], 1, images.shape[2], images.shape[3]).MoveToOuterDisposeScope();
    }

    /// <summary>A grid one cell larger than the image, enlarged bilinearly and cut at a random place, M x 1 x H x W.</summary>
    private Tensor Masks(long height, long width)
    {
        using DisposeScope scope = NewDisposeScope();
        using Generator random = new(seed);
        long cellHeight = (height + cells - 1) / cells, cellWidth = (width + cells - 1) / cells;
        Tensor grid = rand([masks, 1, cells + 1, cells + 1], generator: random).lt(kept).to(ScalarType.Float32);
        long[] top = [.. randint(cellHeight, [masks], generator: random).data<long>()], left = [.. randint(cellWidth, [masks], generator: random).data<long>()];
        Tensor large = nn.functional.interpolate(
            grid, size: [(cells + 1) * cellHeight, (cells + 1) * cellWidth], mode: InterpolationMode.Bilinear, align_corners: false);
        var cut = Enumerable.Range(0, masks).Select(mask => large[mask].narrow(1, top[mask], height).narrow(2, left[mask], width));
        return stack([.. cut]).MoveToOuterDisposeScope();
    }
}
