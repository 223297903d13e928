namespace StudyPortal.Learning.Training;

/// <summary>How much a class counts in the loss: given by the recipe, or found from how rare it is.</summary>
internal static class ClassWeights
{
    /// <summary>
    /// One per class, or null where all are 1. Balanced: negatives over positives; of exclusive labels, images over classes times
    /// positives; 1 for a class that has only positives or only negatives.
    /// </summary>
    /// <exception cref="ArgumentException">The recipe does not give one weight per class.</exception>
    public static float[]? Of(TrainingRecipe recipe, float[] targets, int classCount)
    {
        if (recipe.BalancePositives)
        {
            return [.. Enumerable.Range(0, classCount).Select(label => Balanced(recipe, targets, label, classCount))];
        }
        if (recipe.PositiveWeights.Count == 0)
        {
            return null;
        }
        return recipe.PositiveWeights.Count == classCount
            ? [.. recipe.PositiveWeights.Select(weight => (float)weight)]
            : throw new ArgumentException(
                $"Training recipe: {nameof(recipe.PositiveWeights)} has {recipe.PositiveWeights.Count} values; "
                + $"expected {classCount}, one per class.");
    }

    private static float Balanced(TrainingRecipe recipe, float[] targets, int label, int classCount)
    {
        int positives = 0, negatives = 0;
        for (int at = label; at < targets.Length; at += classCount)
        {
            positives += targets[at] == 1 ? 1 : 0;
            negatives += targets[at] == 0 ? 1 : 0;
        }
        if (positives == 0 || negatives == 0)
        {
            return 1;
        }
        return recipe.ExclusiveLabels ? (float)(positives + negatives) / (classCount * positives) : (float)negatives / positives;
    }
}
