using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models;

/// <summary>Asks a trainer to check an uploaded weight file and to register it as a model.</summary>
/// <param name="Weights">The file as uploaded.</param>
/// <param name="FileName">Its name at the sender, for messages and the model card.</param>
/// <param name="ModelName">The name it shall have here.</param>
/// <param name="Labels">One per logit, in order.</param>
/// <param name="Variant">How it was trained; must agree with the file as to dual batch norm.</param>
/// <param name="InputSize">Side of the square input it was trained on, in pixels.</param>
public sealed record ImportModelRequest(
    BlobHash Weights, string FileName, string ModelName, IReadOnlyList<string> Labels, ModelVariant Variant, int InputSize)
{
    /// <summary>For the model card: what is known of its training, in a sentence; empty when nothing is.</summary>
    public string Note { get; init; } = "";
}
