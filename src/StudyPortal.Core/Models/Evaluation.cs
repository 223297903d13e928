using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Models;

/// <summary>A model's predictions on one split, clean or under one attack.</summary>
public sealed class Evaluation
{
    public required EvaluationId Id { get; init; }

    public required ModelId ModelId { get; init; }

    public required DatasetId DatasetId { get; init; }

    public required DatasetSplit Split { get; init; }

    /// <summary>The branch that predicts.</summary>
    public required NormBranch Branch { get; init; }

    /// <summary>L-infinity radius of the PGD attack in units of the [0,1] image; 0 = clean.</summary>
    public required double Epsilon { get; init; }

    /// <summary>PGD steps; 0 = clean.</summary>
    public required int Steps { get; init; }

    /// <summary>The branch that the attack differentiates through; equal to <see cref="Branch"/> when clean.</summary>
    public required NormBranch AttackBranch { get; init; }

    /// <summary>The request's <see cref="EvaluateRequest.LabelMap"/> as JSON; empty when every label is judged by its own name.</summary>
    public string LabelMap { get; init; } = "";

    /// <summary>Mean area over the labels, as of when the predictions were stored; null when no label has both classes, and in rows older than this column.</summary>
    public double? MacroAuc { get; internal set; }

    public required string SoftwareVersion { get; init; }

    public required DateTime CreatedUtc { get; init; }
}
