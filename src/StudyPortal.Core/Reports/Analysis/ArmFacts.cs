using StudyPortal.Core.Models;

namespace StudyPortal.Core.Reports.Analysis;

/// <param name="Ordinal">How everything else names the arm.</param>
/// <param name="Weights">SHA-256 of the weight file.</param>
public sealed record ArmFacts(int Ordinal, string Model, ModelVariant Variant, NormBranch Branch, string Architecture, int Width, int InputSize, string Weights);
