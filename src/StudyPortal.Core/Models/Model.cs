using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models;

/// <summary>A trained network. Its weights never change: a new checkpoint is a new model.</summary>
public sealed class Model
{
    public required ModelId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>For example <c>resnet18</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Planes of the first stage; 64 in the published networks.</summary>
    public required int Width { get; init; }

    public required int InputChannels { get; init; }

    /// <summary>Side of the square input in pixels.</summary>
    public required int InputSize { get; init; }

    public required ModelVariant Variant { get; init; }

    /// <summary>One per logit, in order.</summary>
    public required List<string> Labels { get; init; }

    /// <summary>The PyTorch state dict (.pth); its hash is the model's identity.</summary>
    public required BlobHash Weights { get; init; }

    public required ModelOrigin Origin { get; init; }

    /// <summary>The data set it was trained on; null when imported.</summary>
    public required DatasetId? DatasetId { get; init; }

    public required JobId? JobId { get; init; }

    /// <summary>The recipe as run (JSON); empty object when imported.</summary>
    public required string RecipeJson { get; init; }

    /// <summary>What training measured (JSON object of numbers): best epoch, validation AUC, seconds...</summary>
    public required string MetricsJson { get; init; }

    /// <summary>Version of the software that trained or imported it.</summary>
    public required string SoftwareVersion { get; init; }

    /// <summary>The model card (Markdown).</summary>
    public required string Card { get; init; }

    public required DateTime CreatedUtc { get; init; }

    public required string CreatedBy { get; init; }
}
