using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Evaluation;
using StudyPortal.Learning.Losses;
using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>Judges a network on the validation set after an epoch.</summary>
internal sealed class TrainingValidation(TrainingRecipe recipe, TrainingSet set, LabelLoss loss)
{
    private readonly float[] targets = set.Targets(recipe);

    /// <summary>Of clean images, and, where the recipe looks at it, of attacked ones: every epoch's start at the same points.</summary>
    public EpochResult Of(ResNet network, int epoch, double trainingLoss, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        float[] logits = Predictions.Logits(network, set.Images, NormBranch.Clean, recipe.BatchSize, cancellation);
        return new EpochResult(epoch, trainingLoss, Loss(logits), Auc(logits))
        {
            AttackedAuc = recipe.AttackedAucWeight > 0 ? Auc(Attacked(network, cancellation)) : null,
        };
    }

    private float[] Attacked(ResNet network, CancellationToken cancellation)
    {
        using Generator starts = new(recipe.Seed);
        return Predictions.LogitsUnderAttack(
            network, set.Images, targets, new ProjectedGradient(recipe.Attack, loss.PerSample), network.Shape.AttackBranch, recipe.BatchSize,
            starts, cancellation);
    }

    private double Loss(float[] logits)
    {
        long[] shape = [set.Images.Count, set.ClassCount];
        return loss.Of(tensor(logits, shape), tensor(targets, shape)).item<float>();
    }

    private double Auc(float[] logits) => MacroAuc.Of(loss.Scores(logits, set.ClassCount), targets, set.ClassCount);
}
