using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Models;

/// <summary>One evaluation and what came out.</summary>
/// <param name="Labels">In the model's order.</param>
/// <param name="MacroAuc">Mean area over the labels that have both classes; null when none has.</param>
/// <param name="LabelsDefined">How many entered the mean.</param>
/// <param name="LabelMap">The names in the data set of labels that it has under other names.</param>
public sealed record EvaluationScores(
    EvaluationId Id, ModelId ModelId, string Dataset, DatasetSplit Split, NormBranch Branch,
    double Epsilon, int Steps, NormBranch AttackBranch, DateTime CreatedUtc,
    IReadOnlyList<LabelAuc> Labels, double? MacroAuc, int LabelsDefined, IReadOnlyDictionary<string, string> LabelMap)
{
    public bool IsClean => Steps == 0;
}
