using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Attacks;

/// <summary>
/// The L-infinity Square attack (Andriushchenko et al., ECCV 2020): a random search that changes one square at a time and
/// keeps what raises the loss. It looks at no gradient, so that a network which merely hides its gradient does not withstand it.
/// </summary>
/// <param name="epsilon">Radius in units of the [0,1] image.</param>
/// <param name="queries">Forward passes of every image.</param>
/// <param name="loss">One number per image from logits and labels; by default the margin.</param>
public sealed class SquareAttack(double epsilon, int queries, Func<Tensor, Tensor, Tensor>? loss = null)
{
    /// <summary>Share of the image that the first squares cover.</summary>
    private const double FirstShare = 0.8;

    /// <summary>After so many of 10,000 queries the share is halved.</summary>
    private static readonly int[] Halvings = [10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000];

    private readonly Func<Tensor, Tensor, Tensor> loss = loss ?? AttackLoss.Margin;

    /// <summary>For each image the point with the largest loss found, detached; at least as bad as the image itself.</summary>
    /// <param name="network">What is attacked; only its logits are looked at.</param>
    /// <param name="images">N x C x H x W in [0,1].</param>
    /// <param name="labels">N x K, NaN where a label is not attacked.</param>
    /// <param name="random">Draws every image's squares.</param>
    /// <param name="cancellation">Looked at before each query.</param>
    public Tensor Attack(
        IClassifier network, Tensor images, Tensor labels, Generator random, CancellationToken cancellation = default)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor origin = images.detach();
        Ball ball = new(AttackNorm.Linf, tensor(epsilon));
        LossGradient judge = new(network, loss, labels);
        WorstImages worst = new(origin, judge.LossAt(origin));
        for (int query = 0; query < queries; query++)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope turn = NewDisposeScope();
            Tensor change = query == 0 ? Stripes(origin, random) : Squares(origin, query, random);
            Tensor tried = ball.Project(origin, (query == 0 ? origin : worst.Images).add(change.to(origin.device), alpha: 2 * epsilon));
            worst.Offer(tried, judge.LossAt(tried));
        }
        return worst.Images.MoveToOuterDisposeScope();
    }

    /// <summary>Side of the squares, in pixels, at a query.</summary>
    internal int Side(int query, long pixels)
    {
        int of10000 = (int)(query / (double)queries * 10_000);
        double share = FirstShare / Math.Pow(2, Halvings.Count(halving => of10000 > halving));
        return Math.Max((int)Math.Round(Math.Sqrt(share * pixels)), 1);
    }

    /// <summary>1 or -1 for every column of every channel.</summary>
    private static Tensor Stripes(Tensor images, Generator random) => Signs([images.shape[0], images.shape[1], 1, images.shape[3]], random);

    /// <summary>1 or -1 for every channel inside a square of its own for each image, 0 elsewhere.</summary>
    private Tensor Squares(Tensor images, int query, Generator random)
    {
        (long count, long channels, long height, long width) = (images.shape[0], images.shape[1], images.shape[2], images.shape[3]);
        long side = Math.Min(Side(query, height * width), Math.Min(height, width));
        Tensor rows = Span(count, height, side, random).reshape(count, 1, height, 1);
        Tensor columns = Span(count, width, side, random).reshape(count, 1, 1, width);
        return rows.mul(columns).mul(Signs([count, channels, 1, 1], random));
    }

    /// <summary>For each image 1 at consecutive places from a random one, 0 elsewhere; N x length.</summary>
    private static Tensor Span(long count, long length, long side, Generator random)
    {
        Tensor first = randint(0, length - side + 1, [count, 1], generator: random);
        Tensor place = arange(length).reshape(1, length);
        return place.ge(first).logical_and(place.lt(first.add(side))).to(ScalarType.Float32);
    }

    private static Tensor Signs(long[] shape, Generator random) => randint(0, 2, shape, generator: random).to(ScalarType.Float32).mul_(2).sub_(1);
}
