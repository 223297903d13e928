using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Models;

/// <summary>One case's logits in the order of the model's labels.</summary>
public sealed record CaseLogits(CaseId CaseId, IReadOnlyList<double> Logits);
