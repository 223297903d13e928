using StudyPortal.Learning.Losses;
using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Attacks;

/// <summary>Untargeted projected gradient ascent on the loss.</summary>
public sealed class ProjectedGradient(AttackRecipe recipe)
{
    /// <summary>
    /// The last iterate, detached, within epsilon of the images and within [0,1]. It starts at the images plus the noise.
    /// </summary>
    public Tensor Attack(FrozenNetwork network, Tensor images, Tensor labels, Tensor? noise = null)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor origin = images.detach();
        Tensor current = noise is null ? origin.clone() : origin.add(noise).clamp_(0, 1);
        for (int step = 0; step < recipe.Steps; step++)
        {
            using Tensor previous = current;
            current = Step(network, origin, previous, labels);
        }
        return current.MoveToOuterDisposeScope();
    }

    /// <summary>A uniformly drawn point of the epsilon ball around zero for each image.</summary>
    public Tensor Noise(Tensor images, Generator random)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor noise = empty(images.shape);
        if (recipe.Norm == AttackNorm.Linf)
        {
            return noise.uniform_(-recipe.Epsilon, recipe.Epsilon, random).to(images.device).MoveToOuterDisposeScope();
        }
        noise.normal_(0, 1, random);
        long dimensions = noise.NumberOfElements / noise.shape[0];
        Tensor radius = empty(noise.shape[0], 1, 1, 1).uniform_(0, 1, random).pow(1.0 / dimensions).mul_(recipe.Epsilon);
        return noise.div_(Length(noise)).mul_(radius).to(images.device).MoveToOuterDisposeScope();
    }

    private Tensor Step(FrozenNetwork network, Tensor origin, Tensor current, Tensor labels)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor gradient = LossGradient(network, current, labels);
        using IDisposable frozen = no_grad();
        Tensor direction = recipe.Step == AttackStep.Sign ? gradient.sign() : gradient.div(Length(gradient));
        return Project(origin, current.add(direction, alpha: recipe.Alpha)).clamp_(0, 1).MoveToOuterDisposeScope();
    }

    private static Tensor LossGradient(FrozenNetwork network, Tensor images, Tensor labels)
    {
        using IDisposable tracked = enable_grad();
        Tensor input = images.detach().requires_grad_(true);
        return autograd.grad([MaskedLoss.Of(network.Logits(input), labels)], [input])[0];
    }

    /// <summary>Multiplies and divides in the order of the published code: later signs of tiny gradients depend on the last digit.</summary>
    private Tensor Project(Tensor origin, Tensor moved)
    {
        if (recipe.Norm == AttackNorm.Linf)
        {
            return moved.minimum(origin.add(recipe.Epsilon)).maximum(origin.sub(recipe.Epsilon));
        }
        Tensor offset = moved.sub(origin);
        Tensor length = Length(offset);
        return where(length.gt(recipe.Epsilon), origin.add(offset.div_(length).mul_(recipe.Epsilon)), moved);
    }

    /// <summary>Euclidean length of each image, N x 1 x 1 x 1; at least the smallest normal number, so that zero stays zero.</summary>
    private static Tensor Length(Tensor images) =>
        images.flatten(1).norm(1, false, 2).clamp_min(1.17549435e-38f).reshape(-1, 1, 1, 1);
}
