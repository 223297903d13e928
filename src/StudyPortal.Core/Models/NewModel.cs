using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Core.Models;

/// <summary>What is known of a model when it is registered; see <see cref="Model"/> for the fields.</summary>
public sealed record NewModel
{
    public required string Name { get; init; }

    public required string Architecture { get; init; }

    public required int Width { get; init; }

    public required int InputChannels { get; init; }

    public required int InputSize { get; init; }

    public required ModelVariant Variant { get; init; }

    public required IReadOnlyList<string> Labels { get; init; }

    public required ModelOrigin Origin { get; init; }

    public DatasetId? DatasetId { get; init; }

    public JobId? JobId { get; init; }

    public string RecipeJson { get; init; } = "{}";

    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>For the model card, a line each: what it learned from. Empty when imported.</summary>
    public IReadOnlyList<string> TrainingData { get; init; } = [];

    /// <summary>For the model card: which epoch's weights these are, and why. Empty when imported.</summary>
    public string Selection { get; init; } = "";

    /// <summary>For the model card, one sentence: where an imported file came from. Empty when trained here.</summary>
    public string Source { get; init; } = "";

    public required string CreatedBy { get; init; }
}
