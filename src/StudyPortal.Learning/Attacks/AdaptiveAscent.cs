using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Attacks;

/// <summary>One run of <see cref="AdaptiveGradient"/>; its tensors belong to the scope that it is made in.</summary>
internal sealed class AdaptiveAscent
{
    /// <summary>The paper's alpha: the share of the new step, the rest is the step before.</summary>
    private const double Share = 0.75;

    /// <summary>The paper's rho: the share of steps that have to raise the loss.</summary>
    private const double Rising = 0.75;

    private readonly Ball ball;
    private readonly LossGradient gradient;
    private readonly IReadOnlyList<int> checkpoints;
    private readonly WorstImages worst;
    private readonly Tensor origin, current, before, slope, worstSlope, length, loss;
    private readonly Tensor rises, lengthThen, worstLossThen;
    private int checkpoint;

    public AdaptiveAscent(Ball ball, LossGradient gradient, Tensor images, Tensor? noise, IReadOnlyList<int> checkpoints)
    {
        (this.ball, this.gradient, this.checkpoints, origin) = (ball, gradient, checkpoints, images);
        current = noise is null ? images.clone() : ball.Project(images, images.add(noise));
        before = current.clone();
        (loss, slope) = gradient.At(current);
        worst = new WorstImages(current, loss);
        worstSlope = slope.clone();
        length = zeros(images.shape[0], 1, 1, 1, device: images.device).add_(ball.Radius).mul_(2);
        (rises, lengthThen, worstLossThen) = (zeros_like(loss), length.clone(), worst.Loss.clone());
    }

    public Tensor Worst => worst.Images;

    /// <param name="index">Of the step, from 0.</param>
    public void Step(int index)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor straight = ball.Project(origin, current.add(ball.Steepest(slope).mul_(length)));
        double share = index == 0 ? 1 : Share;
        Tensor next = current.add(straight.sub_(current).mul_(share)).add_(current.sub(before).mul_(1 - share));
        before.copy_(current);
        current.copy_(ball.Project(origin, next));
        Judge();
        if (checkpoint < checkpoints.Count && index + 1 == checkpoints[checkpoint])
        {
            Check(index + 1 - (checkpoint == 0 ? 0 : checkpoints[checkpoint - 1]));
            checkpoint++;
        }
    }

    private void Judge()
    {
        (Tensor Loss, Tensor Gradient) here = gradient.At(current);
        rises.add_(here.Loss.gt(loss));
        loss.copy_(here.Loss);
        slope.copy_(here.Gradient);
        Tensor worse = worst.Offer(current, loss);
        worstSlope.copy_(where(Each(worse), slope, worstSlope));
    }

    /// <summary>Halves the step of an image whose loss rose too seldom, or whose worst loss and step are those of the last check.</summary>
    private void Check(int stepsSince)
    {
        Tensor seldom = rises.lt(Rising * stepsSince);
        Tensor stuck = length.flatten().eq(lengthThen.flatten()).logical_and(worst.Loss.eq(worstLossThen));
        Tensor halved = seldom.logical_or(stuck);
        lengthThen.copy_(length);
        worstLossThen.copy_(worst.Loss);
        length.copy_(where(Each(halved), length.div(2), length));
        current.copy_(where(Each(halved), worst.Images, current));
        slope.copy_(where(Each(halved), worstSlope, slope));
        loss.copy_(where(halved, worst.Loss, loss));
        rises.zero_();
    }

    private static Tensor Each(Tensor images) => images.reshape(-1, 1, 1, 1);
}
