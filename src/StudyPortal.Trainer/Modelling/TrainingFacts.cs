using System.Globalization;
using StudyPortal.Core.Models;
using StudyPortal.Learning.Training;

namespace StudyPortal.Trainer.Modelling;

/// <summary>What the model card says of a training: the images, the labels, where it started and how the checkpoint was chosen.</summary>
internal static class TrainingFacts
{
    /// <summary>Counts, fingerprints and policies, a line each.</summary>
    public static IReadOnlyList<string> Data(
        TrainingRecipe recipe, IReadOnlyList<string> labels, TrainingSet training, TrainingSet validation, TrainingRun run, StartWeights? start) =>
    [
        Set("Training", training, run.TrainingFingerprint),
        Set("Validation", validation, run.ValidationFingerprint),
        .. labels.Select((label, index) => Label(label, training, index)),
        recipe.ExclusiveLabels
            ? "Labels are exclusive: softmax cross-entropy, stored scores are log-odds."
            : $"Labels are independent: uncertain ones {Policy(recipe.Uncertain)}, unmentioned ones {Policy(recipe.Unmentioned)}.",
        .. recipe.ShuffledLabels ? (string[])["**Control:** the labels were dealt out anew among the training images; this model has learnt no finding."] : [],
        start is null ? "Started from random weights." : $"Started from {start.FileName} (SHA-256 `{start.Weights}`).",
        .. run.Remarks,
    ];

    /// <summary>One sentence.</summary>
    public static string Selection(TrainingRecipe recipe, TrainingResult result)
    {
        if (recipe.ShuffledLabels) return $"The weights are those of the last of {result.History.Count} epochs: on shuffled labels none is better than another.";
        var rule = recipe switch
        {
            { Selection: SelectionRule.Loss } => "the lowest validation loss",
            { AttackedAucWeight: > 0 and var share } => string.Create(
                CultureInfo.InvariantCulture, $"the highest macro validation AUC, that under the recipe's attack counting {share:P0}"),
            _ => "the highest macro validation AUC",
        };
        var averaged = recipe.AverageDecay > 0
            ? string.Create(CultureInfo.InvariantCulture, $" They are a moving average over the steps (decay {recipe.AverageDecay}).")
            : "";
        return $"The weights are those of epoch {result.Best.Epoch} of {result.History.Count}, which has {rule}.{averaged}";
    }

    private static string Set(string name, TrainingSet set, string fingerprint) => string.Create(
        CultureInfo.InvariantCulture, $"{name}: {set.Images.Count} images of {set.Images.Size} x {set.Images.Size} pixels; SHA-256 of pixels and labels `{fingerprint}`.");

    private static string Label(string name, TrainingSet training, int index)
    {
        var values = Enumerable.Range(0, training.Images.Count).Select(image => training.Labels[image * training.ClassCount + index]).ToList();
        var (positive, negative, uncertain) = (values.Count(v => v == 1), values.Count(v => v == 0), values.Count(v => v == LabelPolicies.Uncertain));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {positive} positive, {negative} negative, {uncertain} uncertain, {values.Count - positive - negative - uncertain} not mentioned in training.");
    }

    private static string Policy(LabelPolicy policy) => policy switch
    {
        LabelPolicy.Zeros => "count as negative",
        LabelPolicy.Ones => "count as positive",
        _ => "are left out of the loss",
    };
}
