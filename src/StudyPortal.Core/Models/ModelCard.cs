using System.Globalization;
using System.Text;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models;

/// <summary>The model card: what a reader of a paper asks of a model, in Markdown.</summary>
internal static class ModelCard
{
    public static string Write(NewModel model, BlobHash weights, Dataset? dataset)
    {
        var card = new StringBuilder();
        Line(card, $"# {model.Name}");
        if (dataset?.IsSynthetic == true)
            Line(card, $"> **Synthetic.** Trained on generated images, not on patients. It knows nothing of medicine.");
        Facts(card, model, weights);
        Data(card, model, dataset);
        Training(card, model);
        Line(card, $"## Intended use");
        Line(card, $"Research on saliency maps and robustness: reader studies, comparison of training methods. Its output is a score per label of one image.");
        Line(card, $"## Limits");
        Line(card, $"Not a medical device and not for the care of any patient. Performance on images of other scanners, hospitals or populations is not known.");
        Line(card, $"Scores are not calibrated probabilities. A saliency map shows where the score is sensitive, not why a finding is there.");
        return card.ToString();
    }

    private static void Facts(StringBuilder card, NewModel model, BlobHash weights)
    {
        card.Append("| | |\n|---|---|\n");
        Row(card, "Architecture", $"{model.Architecture}, width {model.Width}, {model.InputChannels} input channel(s) of {model.InputSize} x {model.InputSize} pixels in [0,1]");
        Row(card, "Training", $"{Words(model.Variant)}");
        Row(card, "Labels", $"{string.Join(", ", model.Labels)}");
        Row(card, "Weights (SHA-256)", $"`{weights}`");
        Row(card, "Software", $"StudyPortal {SoftwareVersion.Current}");
        card.Append('\n');
    }

    private static void Data(StringBuilder card, NewModel model, Dataset? dataset)
    {
        Line(card, $"## Data");
        if (dataset is null)
            Line(card, $"{model.Source}");
        else
            Line(card, $"Training split of the data set *{dataset.Name}*. {dataset.Source}");
        foreach (var line in model.TrainingData)
            card.Append(CultureInfo.InvariantCulture, $"- {line}\n");
        if (model.TrainingData.Count > 0) card.Append('\n');
    }

    private static void Training(StringBuilder card, NewModel model)
    {
        if (model.Origin == ModelOrigin.Imported) return;
        Line(card, $"## Recipe\n```json\n{model.RecipeJson}\n```");
        Line(card, $"## Measured in training");
        card.Append("| | |\n|---|---|\n");
        foreach (var (name, value) in model.Metrics)
            Row(card, name, $"{value:0.####}");
        if (model.Selection.Length > 0) Line(card, $"\n{model.Selection}");
        Line(card, $"\nOn the validation split, which also chose the checkpoint; see the evaluations on the test split for an unbiased figure.");
    }

    private static string Words(ModelVariant variant) => variant switch
    {
        ModelVariant.Standard => "standard: real images",
        ModelVariant.Adversarial => "adversarial: images attacked by PGD, one batch norm",
        _ => "dual batch norm: real images through one batch norm, attacked ones through the other",
    };

    private static void Row(StringBuilder card, string name, FormattableString value) =>
        card.Append(CultureInfo.InvariantCulture, $"| {name} | {value.ToString(CultureInfo.InvariantCulture)} |\n");

    private static void Line(StringBuilder card, FormattableString text) =>
        card.Append(text.ToString(CultureInfo.InvariantCulture)).Append("\n\n");
}
