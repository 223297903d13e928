using StudyPortal.Core.Models;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>The predictions of one arm's model on the test split.</summary>
public sealed record EvaluationFacts(
    int Arm, NormBranch Branch, double Epsilon, int Steps, NormBranch AttackBranch, IReadOnlyList<PredictionFacts> Predictions)
{
    /// <summary>How the images were attacked: arms are compared under the same condition only.</summary>
    public AttackCondition Condition => new(Branch, Epsilon, Steps, AttackBranch);
}

/// <param name="Truth">Null where the source is uncertain.</param>
public sealed record PredictionFacts(int Case, string Label, bool? Truth, double Logit);

/// <summary>Which branch predicts, and the PGD attack on it; steps 0 = clean images.</summary>
public sealed record AttackCondition(NormBranch Branch, double Epsilon, int Steps, NormBranch AttackBranch)
{
    public bool IsClean => Steps == 0;
}
