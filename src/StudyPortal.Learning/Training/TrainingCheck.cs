using StudyPortal.Learning.Evaluation;

namespace StudyPortal.Learning.Training;

/// <summary>Refuses sets that a recipe cannot be trained with, before the first step.</summary>
internal static class TrainingCheck
{
    /// <exception cref="ArgumentException">The sets do not fit the recipe or each other.</exception>
    public static void Require(TrainingRecipe recipe, TrainingSet training, TrainingSet validation)
    {
        Require(training.ClassCount == validation.ClassCount,
            $"the training set has {training.ClassCount} classes, the validation set {validation.ClassCount}; expected the same");
        Require(training.Images.Size == recipe.InputSize && validation.Images.Size == recipe.InputSize,
            $"the images are {training.Images.Size} and {validation.Images.Size} pixels wide; the recipe expects {recipe.InputSize}");
        Require(training.Images.Count >= 2, $"the training set has {training.Images.Count} images; expected at least 2");
        Require(!recipe.ExclusiveLabels || training.ClassCount >= 2, "there is one class; exclusive labels need at least 2");
        float[] truth = validation.Targets(recipe);
        Require(!double.IsNaN(MacroAuc.Of(truth, truth, validation.ClassCount)),
            "no class of the validation set has both a positive and a negative image, so the best epoch could not be told; "
            + "expected at least one such class");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException($"Training sets: {otherwise}.");
        }
    }
}
