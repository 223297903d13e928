namespace StudyPortal.Learning.Training;

/// <summary>Refuses recipes that mean nothing.</summary>
internal static class RecipeCheck
{
    /// <exception cref="ArgumentException">A value is outside its range; names the first.</exception>
    public static void Require(TrainingRecipe recipe)
    {
        AtLeast(1, recipe.Width, nameof(recipe.Width));
        AtLeast(1, recipe.WideFactor, nameof(recipe.WideFactor));
        Require(
            recipe.WideFactor == 1 || recipe.Architecture is not ("resnet18" or "resnet34"),
            $"{nameof(recipe.WideFactor)} is {recipe.WideFactor}; expected 1 with {recipe.Architecture}, which has no bottlenecks");
        Require(recipe.InputChannels is 1 or 3, $"{nameof(recipe.InputChannels)} is {recipe.InputChannels}; expected 1 or 3");
        AtLeast(32, recipe.InputSize, nameof(recipe.InputSize));
        AtLeast(1, recipe.Epochs, nameof(recipe.Epochs));
        Require(recipe.BatchSize >= 2, $"{nameof(recipe.BatchSize)} is {recipe.BatchSize}; expected at least 2, which batch norm needs");
        AtLeast(1, recipe.Accumulation, nameof(recipe.Accumulation));
        RequireSteps(recipe);
        RequireLabels(recipe);
        Require(
            recipe.Attack is { Epsilon: >= 0, Alpha: >= 0, Steps: >= 0 }, "the attack's epsilon, alpha and steps may not be negative");
        recipe.Augmentation.Validate();
        AtLeast(0, recipe.Patience, nameof(recipe.Patience));
        Require(
            recipe.AttackedAucWeight is >= 0 and <= 1,
            $"{nameof(recipe.AttackedAucWeight)} is {recipe.AttackedAucWeight}; expected 0 to 1");
        Require(
            recipe.AttackedAucWeight == 0 || recipe.Selection == SelectionRule.Auc,
            $"{nameof(recipe.AttackedAucWeight)} is given, but the loss tells the best epoch; expected the selection auc");
    }

    private static void RequireSteps(TrainingRecipe recipe)
    {
        Require(recipe.LearningRate > 0, $"{nameof(recipe.LearningRate)} is {recipe.LearningRate}; expected more than 0");
        Require(
            recipe.MinimumLearningRate >= 0 && recipe.MinimumLearningRate <= recipe.LearningRate,
            $"{nameof(recipe.MinimumLearningRate)} is {recipe.MinimumLearningRate}; expected 0 to the learning rate");
        Require(recipe.DecayFactor is > 0 and < 1, $"{nameof(recipe.DecayFactor)} is {recipe.DecayFactor}; expected between 0 and 1");
        AtLeast(0, recipe.WarmUpSteps, nameof(recipe.WarmUpSteps));
        AtLeast(0, recipe.PlateauPatience, nameof(recipe.PlateauPatience));
        Require(
            recipe.Milestones.Count == 0 || recipe.Schedule == ScheduleKind.MultiStep,
            $"{nameof(recipe.Milestones)} are given, but the schedule is {recipe.Schedule}; expected multi-step");
        AtLeast(0, recipe.WeightDecay, nameof(recipe.WeightDecay));
        AtLeast(0, recipe.GradientClip, nameof(recipe.GradientClip));
        Require(recipe.Momentum is >= 0 and < 1, $"{nameof(recipe.Momentum)} is {recipe.Momentum}; expected 0 to less than 1");
        Require(!recipe.Nesterov || recipe.Momentum > 0, $"{nameof(recipe.Nesterov)} needs a {nameof(recipe.Momentum)} of more than 0");
        Require(recipe.AverageDecay is >= 0 and < 1, $"{nameof(recipe.AverageDecay)} is {recipe.AverageDecay}; expected 0 to less than 1");
    }

    private static void RequireLabels(TrainingRecipe recipe)
    {
        Require(
            !recipe.ShuffledLabels || recipe.Patience == 0,
            $"{nameof(recipe.Patience)} is {recipe.Patience} with shuffled labels, of which nothing better can come; expected 0");
        Require(
            recipe.PositiveWeights.All(weight => weight > 0),
            $"{nameof(recipe.PositiveWeights)} are {string.Join(", ", recipe.PositiveWeights)}; expected each above 0");
        Require(
            recipe.PositiveWeights.Count == 0 || !recipe.BalancePositives,
            $"{nameof(recipe.PositiveWeights)} are given and {nameof(recipe.BalancePositives)} is set; expected one of them");
    }

    private static void AtLeast(double least, double value, string name) =>
        Require(value >= least, FormattableString.Invariant($"{name} is {value}; expected {(least == 0 ? "0 or more" : $"at least {least}")}"));

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException($"Training recipe: {otherwise}.");
        }
    }
}
