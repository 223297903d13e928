namespace StudyPortal.Core.Models;

/// <summary>One line of the list of models.</summary>
/// <param name="Dataset">The data set it was trained on; null when imported.</param>
/// <param name="CleanAuc">Macro AUC on a test split, clean branch; null while not evaluated.</param>
/// <param name="AttackedAuc">Macro AUC of its newest evaluation under attack on a test split.</param>
public sealed record ModelRow(
    ModelId Id, string Name, ModelVariant Variant, string Architecture, int Width, int InputSize, IReadOnlyList<string> Labels,
    ModelOrigin Origin, string? Dataset, bool IsSynthetic, DateTime CreatedUtc, double? CleanAuc, double? AttackedAuc);
