namespace StudyPortal.Learning.Training;

/// <summary>
/// The learning rate of every optimiser step. It follows from the recipe and the epochs that are over, so a resumed run needs
/// nothing else to go on.
/// </summary>
/// <param name="recipe">Says the schedule.</param>
/// <param name="stepsPerEpoch">Optimiser steps in an epoch.</param>
internal sealed class LearningRates(TrainingRecipe recipe, int stepsPerEpoch)
{
    private const double PlateauThreshold = 1e-4;

    /// <param name="finished">The epochs before this one.</param>
    /// <param name="step">Optimiser steps of this epoch before this one.</param>
    public double At(IReadOnlyList<EpochResult> finished, int step)
    {
        long before = ((long)finished.Count * stepsPerEpoch) + step;
        double warmth = before < recipe.WarmUpSteps ? (before + 1.0) / recipe.WarmUpSteps : 1;
        return warmth * recipe.Schedule switch
        {
            ScheduleKind.MultiStep => AfterMilestones(finished.Count + 1),
            ScheduleKind.Cosine => Cosine(before),
            ScheduleKind.Plateau => AfterPlateaus(finished),
            _ => recipe.LearningRate,
        };
    }

    private double AfterMilestones(int epoch) =>
        recipe.LearningRate * Math.Pow(recipe.DecayFactor, recipe.Milestones.Count(milestone => epoch > milestone));

    /// <summary>Loshchilov and Hutter (ICLR 2017), equation 5, without restarts.</summary>
    private double Cosine(long before)
    {
        long falling = Math.Max(1, ((long)recipe.Epochs * stepsPerEpoch) - recipe.WarmUpSteps);
        double share = (double)Math.Max(0, before - recipe.WarmUpSteps) / falling;
        double span = recipe.LearningRate - recipe.MinimumLearningRate;
        return recipe.MinimumLearningRate + (span * (1 + Math.Cos(Math.PI * share)) / 2);
    }

    /// <summary>PyTorch's ReduceLROnPlateau, relative threshold, no cooldown.</summary>
    private double AfterPlateaus(IReadOnlyList<EpochResult> finished)
    {
        double rate = recipe.LearningRate, best = double.NaN;
        int worse = 0;
        foreach (EpochResult epoch in finished)
        {
            double figure = recipe.Selection == SelectionRule.Loss ? epoch.ValidationLoss : recipe.Score(epoch);
            bool better = double.IsNaN(best) || (recipe.Selection == SelectionRule.Loss
                ? figure < best * (1 - PlateauThreshold)
                : figure > best * (1 + PlateauThreshold));
            (best, worse) = better ? (figure, 0) : (best, worse + 1);
            if (worse > recipe.PlateauPatience)
            {
                (rate, worse) = (Math.Max(rate * recipe.DecayFactor, recipe.MinimumLearningRate), 0);
            }
        }
        return rate;
    }
}
