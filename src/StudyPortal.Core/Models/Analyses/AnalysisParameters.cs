namespace StudyPortal.Core.Models.Analyses;

/// <summary>The numbers and names of an analysis; null where its kind does not ask for one.</summary>
/// <param name="Cases">At most so many cases of the split, drawn with a fixed seed.</param>
/// <param name="Epsilon">L-infinity radius in units of the [0,1] image; of a curve or a surface, the largest.</param>
/// <param name="Steps">Steps of the attack.</param>
/// <param name="Other">The model that it is compared with.</param>
/// <param name="Method">One of <see cref="Saliency.SaliencyMethods"/>.</param>
public sealed record AnalysisParameters(int Cases, double? Epsilon = null, int? Steps = null, ModelId? Other = null, string? Method = null);
