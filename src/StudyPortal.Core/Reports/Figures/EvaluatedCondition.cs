using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>The results of the models under one condition on one data set, with the way to the predictions behind them.</summary>
/// <param name="Dataset">Empty for the study's own.</param>
/// <param name="LabelMap">As the evaluations of that data set have it.</param>
internal sealed record EvaluatedCondition(ConditionResults Results, string Dataset = "", string LabelMap = "")
{
    public string Words => ReportWords.Condition(Results.Condition) + (Dataset.Length == 0 ? "" : ", " + Dataset);

    public EvaluationFacts EvaluationOf(AnalysisSet set, PredictingArm by) => set.Evaluations.Single(evaluation =>
        evaluation.Dataset == Dataset && evaluation.LabelMap == LabelMap && evaluation.Condition == Results.Condition && PredictingArm.Of(evaluation) == by);
}
