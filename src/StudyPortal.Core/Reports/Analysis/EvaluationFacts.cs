using System.Text.Json.Serialization;
using StudyPortal.Core.Models;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>The predictions of one arm's model on the test split of a data set.</summary>
/// <param name="Dataset">Name of another data set, or of the study's where its labels were judged by other names; empty = the study's, by the labels' own names.</param>
/// <param name="LabelMap">Which of the data set's labels each of the model's is judged by (JSON); empty = by its own name.</param>
public sealed record EvaluationFacts(
    int Arm, NormBranch Branch, double Epsilon, int Steps, NormBranch AttackBranch, IReadOnlyList<PredictionFacts> Predictions,
    string Dataset = "", string LabelMap = "")
{
    /// <summary>On the study's own data set; the others are external validation.</summary>
    [JsonIgnore]
    public bool IsOwn => Dataset.Length == 0;

    /// <summary>How the images were attacked: arms are compared under the same condition only.</summary>
    [JsonIgnore]
    public AttackCondition Condition => new(Epsilon, Steps);
}

/// <param name="Case">Number of the case in the evaluation's data set.</param>
/// <param name="Label">The model's name of it.</param>
/// <param name="Truth">Null where the source is uncertain.</param>
public sealed record PredictionFacts(int Case, string Label, bool? Truth, double Logit);

/// <summary>A PGD attack; steps 0 = clean images.</summary>
/// <param name="Epsilon">L-infinity radius in units of the [0,1] image.</param>
public sealed record AttackCondition(double Epsilon, int Steps)
{
    [JsonIgnore]
    public bool IsClean => Steps == 0;
}
