using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Attacks;

/// <summary>
/// Projected gradient ascent on a loss; each image's path depends on that image alone, up to the rounding of a network that
/// computes several images at once.
/// </summary>
/// <param name="recipe">How far and how often.</param>
/// <param name="loss">One number per image from logits and labels; by default the masked binary cross-entropy.</param>
public sealed class ProjectedGradient(AttackRecipe recipe, Func<Tensor, Tensor, Tensor>? loss = null)
{
    private readonly Func<Tensor, Tensor, Tensor> loss = loss ?? AttackLoss.BinaryCrossEntropy;

    /// <summary>
    /// The last iterate, detached, within epsilon of the images and within [0,1]. It starts at the images plus the noise.
    /// </summary>
    /// <param name="network">What is attacked.</param>
    /// <param name="images">N x C x H x W in [0,1].</param>
    /// <param name="labels">N x K, NaN where nothing is known.</param>
    /// <param name="noise">In the shape of the images, or null for a start at the images.</param>
    public Tensor Attack(IClassifier network, Tensor images, Tensor labels, Tensor? noise = null)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Ball ball = Surroundings();
        LossGradient gradient = new(network, loss, labels);
        Tensor origin = images.detach();
        Tensor current = Start(origin, noise);
        for (int step = 0; step < recipe.Steps; step++)
        {
            using Tensor previous = current;
            current = Step(ball, origin, previous, gradient.At(previous));
        }
        NativeHeap.FreeNumbers();
        return current.MoveToOuterDisposeScope();
    }

    /// <summary>For each image the iterate with the largest loss over all starts; at least as bad as the image itself.</summary>
    /// <param name="starts">Noise to start from, null for a start at the images; each is an attack of its own.</param>
    public Tensor AttackBest(IClassifier network, Tensor images, Tensor labels, IEnumerable<Tensor?> starts)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Ball ball = Surroundings();
        LossGradient gradient = new(network, loss, labels);
        Tensor origin = images.detach();
        WorstImages worst = new(origin, gradient.LossAt(origin));
        foreach (Tensor? noise in starts)
        {
            using DisposeScope run = NewDisposeScope();
            Tensor current = Start(origin, noise);
            for (int step = 0; step < recipe.Steps; step++)
            {
                using Tensor previous = current;
                (Tensor Loss, Tensor Gradient) here = gradient.At(previous);
                worst.Offer(previous, here.Loss);
                current = Step(ball, origin, previous, here);
            }
            worst.Offer(current, gradient.LossAt(current));
        }
        return worst.Images.MoveToOuterDisposeScope();
    }

    /// <summary>A uniformly drawn point of the epsilon ball around zero for each image.</summary>
    public Tensor Noise(Tensor images, Generator random)
    {
        using DisposeScope scope = NewDisposeScope();
        return Ball.Noise(recipe.Norm, recipe.Epsilon, images.shape, random).to(images.device).MoveToOuterDisposeScope();
    }

    private Ball Surroundings() => new(recipe.Norm, tensor(recipe.Epsilon));

    private static Tensor Start(Tensor origin, Tensor? noise) => noise is null ? origin.clone() : origin.add(noise).clamp_(Number.Zero, Number.One);

    private Tensor Step(Ball ball, Tensor origin, Tensor current, (Tensor Loss, Tensor Gradient) here)
    {
        using DisposeScope scope = NewDisposeScope();
        using Tensor unused = here.Loss, gradient = here.Gradient;
        Tensor direction = recipe.Step == AttackStep.Sign ? gradient.sign() : Ball.Unit(gradient);
        using Scalar alpha = recipe.Alpha;
        return ball.Project(origin, current.add(direction, alpha)).MoveToOuterDisposeScope();
    }
}
