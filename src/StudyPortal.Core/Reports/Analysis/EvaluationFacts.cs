using System.Text.Json.Serialization;
using StudyPortal.Core.Models;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>The predictions of one arm's model on the test split.</summary>
public sealed record EvaluationFacts(
    int Arm, NormBranch Branch, double Epsilon, int Steps, NormBranch AttackBranch, IReadOnlyList<PredictionFacts> Predictions)
{
    /// <summary>How the images were attacked: arms are compared under the same condition only.</summary>
    [JsonIgnore]
    public AttackCondition Condition => new(Epsilon, Steps);
}

/// <param name="Truth">Null where the source is uncertain.</param>
public sealed record PredictionFacts(int Case, string Label, bool? Truth, double Logit);

/// <summary>A PGD attack; steps 0 = clean images.</summary>
/// <param name="Epsilon">L-infinity radius in units of the [0,1] image.</param>
public sealed record AttackCondition(double Epsilon, int Steps)
{
    [JsonIgnore]
    public bool IsClean => Steps == 0;
}
