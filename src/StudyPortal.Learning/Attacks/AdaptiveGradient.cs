using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Attacks;

/// <summary>
/// Auto-PGD (Croce and Hein, ICML 2020, algorithm 1): ascent with momentum that halves an image's step, and goes back to the
/// image's worst point, when the loss no longer rises. It has no step size to choose, so that a weak choice cannot pass for
/// a robust network.
/// </summary>
/// <param name="epsilon">Radius in units of the [0,1] image.</param>
/// <param name="steps">Passes through the network; the paper uses 100.</param>
/// <param name="norm">Of the ball.</param>
/// <param name="loss">One number per image from logits and labels; by default the masked binary cross-entropy.</param>
public sealed class AdaptiveGradient(
    double epsilon, int steps, AttackNorm norm = AttackNorm.Linf, Func<Tensor, Tensor, Tensor>? loss = null)
{
    private readonly Func<Tensor, Tensor, Tensor> loss = loss ?? AttackLoss.BinaryCrossEntropy;

    /// <summary>
    /// For each image the point of its ball with the largest loss met on the way, detached; at least as bad as the start.
    /// </summary>
    /// <param name="network">What is attacked.</param>
    /// <param name="images">N x C x H x W in [0,1].</param>
    /// <param name="labels">N x K, NaN where a label is not attacked.</param>
    /// <param name="noise">In the shape of the images, or null for a start at the images.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    public Tensor Attack(
        IClassifier network, Tensor images, Tensor labels, Tensor? noise = null, CancellationToken cancellation = default)
    {
        using DisposeScope scope = NewDisposeScope();
        return Attack(network, images, labels, tensor(epsilon), noise, cancellation).MoveToOuterDisposeScope();
    }

    /// <summary>For each image the point with the largest loss over all starts.</summary>
    /// <param name="starts">Noise to start from, null for a start at the images; each is an attack of its own.</param>
    public Tensor AttackBest(
        IClassifier network, Tensor images, Tensor labels, IEnumerable<Tensor?> starts, CancellationToken cancellation = default)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        LossGradient judge = new(network, loss, labels);
        WorstImages worst = new(images, judge.LossAt(images));
        foreach (Tensor? noise in starts)
        {
            using DisposeScope run = NewDisposeScope();
            Tensor attacked = Attack(network, images, labels, noise, cancellation);
            worst.Offer(attacked, judge.LossAt(attacked));
        }
        return worst.Images.MoveToOuterDisposeScope();
    }

    /// <inheritdoc cref="ProjectedGradient.Noise"/>
    public Tensor Noise(Tensor images, Generator random)
    {
        using DisposeScope scope = NewDisposeScope();
        return Ball.Noise(norm, epsilon, images.shape, random).to(images.device).MoveToOuterDisposeScope();
    }

    /// <param name="radius">Instead of epsilon: of each image, N x 1 x 1 x 1.</param>
    internal Tensor Attack(
        IClassifier network, Tensor images, Tensor labels, Tensor radius, Tensor? noise, CancellationToken cancellation)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        AdaptiveAscent ascent = new(
            new Ball(norm, radius), new LossGradient(network, loss, labels), images.detach(), noise, Checkpoints(steps));
        for (int step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            ascent.Step(step);
        }
        return ascent.Worst.MoveToOuterDisposeScope();
    }

    /// <summary>The numbers of finished steps after which the progress is judged: at 0.22 of all, then at ever shorter intervals.</summary>
    internal static IReadOnlyList<int> Checkpoints(int steps)
    {
        List<int> checkpoints = [];
        decimal before = 0, share = 0.22m;
        while (share <= 1)
        {
            checkpoints.Add((int)Math.Ceiling(share * steps));
            (before, share) = (share, share + Math.Max(share - before - 0.03m, 0.06m));
        }
        return checkpoints;
    }
}
