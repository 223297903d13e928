using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>
/// Gradient averaged from black to the image, times the image (Sundararajan et al. 2017), by the midpoint rule. The values of a
/// map add up to the score minus that of black (completeness): an image where they do not, within 5 % of this difference or
/// 0.1 % of the map's absolute sum, is integrated with twice the steps.
/// </summary>
/// <param name="steps">To begin with.</param>
public sealed class IntegratedGradients(int steps) : ScoreMethod
{
    private const double OfDifference = 0.05, OfMass = 0.001;

    private const int MostDoublings = 6;

    public override int Passes => steps;

    /// <exception cref="InvalidOperationException">The values do not add up, even with the most steps.</exception>
    internal override Tensor Explain(ImageScore score, Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor difference = Difference(score, images);
        Tensor maps = Integrate(score, images, steps);
        Tensor complete = IsComplete(maps, difference);
        for (int doubling = 1; !complete.all().item<bool>(); doubling++)
        {
            if (doubling > MostDoublings)
            {
                throw Incomplete(maps, difference, complete);
            }
            maps = where(complete.reshape(-1, 1, 1, 1), maps, Integrate(score, images, steps << doubling));
            complete = IsComplete(maps, difference);
        }
        return maps.MoveToOuterDisposeScope();
    }

    private static Tensor Difference(ImageScore score, Tensor images)
    {
        using IDisposable still = no_grad();
        return score.Of(images).sub(score.Of(zeros_like(images)));
    }

    private static Tensor Integrate(ImageScore score, Tensor images, int steps)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor shares = arange(steps, dtype: images.dtype, device: images.device).add(0.5).div(steps).reshape(-1, 1, 1, 1, 1);
        Tensor sum = zeros_like(images);
        foreach (Tensor part in shares.split(PassBudget.TimesOf(images)))
        {
            using DisposeScope pass = NewDisposeScope();
            Tensor along = images.unsqueeze(0).mul(part);
            sum.add_(score.GradientAt(along.flatten(0, 1)).reshape(along.shape).sum([0]));
        }
        return sum.div_(steps).mul_(images).MoveToOuterDisposeScope();
    }

    private static Tensor IsComplete(Tensor maps, Tensor difference)
    {
        Tensor values = maps.flatten(1);
        Tensor bound = difference.abs().mul(OfDifference).maximum(values.abs().sum(1).mul(OfMass));
        return values.sum(1).sub(difference).abs().le(bound);
    }

    private InvalidOperationException Incomplete(Tensor maps, Tensor difference, Tensor complete)
    {
        int image = Array.IndexOf([.. complete.cpu().data<bool>()], false);
        return new InvalidOperationException(FormattableString.Invariant(
            $"Integrated gradients of image {image} of the batch add up to {maps[image].sum().item<float>():g5}, the score minus that of black is {difference[image].item<float>():g5}: more than {OfDifference:p0} apart after {steps << MostDoublings} steps. Begin with more steps."));
    }
}
