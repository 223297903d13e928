using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Losses;
using StudyPortal.Learning.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>Changes a network by one optimiser step at a time.</summary>
/// <param name="recipe">Says how.</param>
/// <param name="network">What is trained.</param>
/// <param name="loss">What is minimised.</param>
/// <param name="random">Draws the starts of the attacks.</param>
internal sealed class TrainingStep(TrainingRecipe recipe, ResNet network, LabelLoss loss, Generator random) : IDisposable
{
    private readonly IReadOnlyList<Parameter> weights = [.. network.parameters()];
    private readonly ProjectedGradient attack = new(recipe.Attack, loss.PerSample);

    public Optimiser Optimiser { get; } = new(recipe, [.. network.parameters()]);

    /// <summary>The moving average of the weights, if the recipe wants one.</summary>
    public WeightAverage? Average { get; } = recipe.AverageDecay > 0 ? new(network, recipe.AverageDecay) : null;

    /// <summary>Fills the gradients with the mean over some batches.</summary>
    /// <param name="count">How many batches.</param>
    /// <param name="batch">Makes each, images and targets.</param>
    /// <returns>The mean loss, and the length of the gradient.</returns>
    public (double Loss, double GradientLength) Differentiate(int count, Func<int, (Tensor Images, Tensor Targets)> batch)
    {
        using DisposeScope scope = NewDisposeScope();
        network.zero_grad();
        Tensor sum = zeros(1, device: network.Device);
        for (int index = 0; index < count; index++)
        {
            using DisposeScope ofBatch = NewDisposeScope();
            sum.add_(DifferentiateBatch(batch(index), count));
        }
        float[] read = [.. cat([sum, Gradients.Length(weights).reshape(1)]).cpu().data<float>()];
        return (read[0], read[1]);
    }

    /// <summary>Moves the weights along the gradients of <see cref="Differentiate"/>, which are gone then: the next attack needs the memory.</summary>
    /// <param name="rate">Learning rate.</param>
    /// <param name="gradientLength">As <see cref="Differentiate"/> returned it.</param>
    /// <param name="first">Whether this is the run's first step.</param>
    public void Apply(double rate, double gradientLength, bool first)
    {
        using DisposeScope scope = NewDisposeScope();
        if (recipe.GradientClip > 0)
        {
            Gradients.Clip(weights, gradientLength, recipe.GradientClip);
        }
        Optimiser.Step(rate);
        network.zero_grad();
        Average?.Add(first);
        NativeHeap.FreeNumbers();
    }

    public void Dispose()
    {
        Optimiser.Dispose();
        Average?.Dispose();
    }

    private Tensor DifferentiateBatch((Tensor Images, Tensor Targets) batch, int count)
    {
        Tensor attacked = recipe.Variant == TrainingVariant.Standard ? batch.Images : Attacked(batch.Images, batch.Targets);
        return VariantLoss.Differentiate(recipe.Variant, network, (batch.Images, attacked, batch.Targets), loss.Of, count);
    }

    private Tensor Attacked(Tensor images, Tensor targets)
    {
        using FrozenNetwork frozen = new(
            network, network.Shape.AttackBranch, recipe.AttackInBFloat16 ? ScalarType.BFloat16 : ScalarType.Float32);
        return attack.Attack(frozen, images, targets, recipe.RandomStart ? attack.Noise(images, random) : null);
    }
}
