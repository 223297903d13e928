using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Models;

public sealed class Prediction
{
    public required EvaluationId EvaluationId { get; init; }

    public required CaseId CaseId { get; init; }

    public required string Label { get; init; }

    /// <summary>Before the sigmoid.</summary>
    public required double Logit { get; init; }
}
