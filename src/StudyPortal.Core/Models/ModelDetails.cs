using StudyPortal.Core.Jobs;

namespace StudyPortal.Core.Models;

/// <summary>Everything the page of a model shows.</summary>
/// <param name="Dataset">The data set it was trained on; null when imported.</param>
/// <param name="Curves">What its training measured, by series.</param>
/// <param name="Evaluations">Newest last.</param>
public sealed record ModelDetails(Model Model, string? Dataset, bool IsSynthetic, IReadOnlyList<JobCurve> Curves, IReadOnlyList<EvaluationScores> Evaluations);
