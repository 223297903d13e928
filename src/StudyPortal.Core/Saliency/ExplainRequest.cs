using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Saliency;

/// <summary>Asks a trainer for maps: every model on every case.</summary>
/// <param name="Models">Each with the branch to explain.</param>
/// <param name="Cases">All of one data set or of several.</param>
/// <param name="Method">One of <see cref="SaliencyMethods"/>.</param>
/// <param name="TargetLabels">The labels to explain; null = those that are positive in the case.</param>
public sealed record ExplainRequest(IReadOnlyList<ModelBranch> Models, IReadOnlyList<CaseId> Cases, string Method, IReadOnlyList<string>? TargetLabels);
