using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>An arm's model with what it says of one label.</summary>
/// <param name="Name">Of the model.</param>
/// <param name="Sample">Its logits.</param>
internal sealed record EvaluatedArm(int Arm, string Name, LabelArea Results, RocSample Sample)
{
    /// <summary>The arms that have both classes of the label, each through the norm of its maps.</summary>
    public static List<EvaluatedArm> Of(AnalysisSet set, EvaluatedCondition condition, string label) =>
    [
        .. from model in condition.Results.Models
           from results in model.Labels
           where results.Label == label && results.Area.Value is not null
           group (Model: model, Results: results) by model.Arm into same
           let own = same.OrderByDescending(each => each.Model.Branch == OwnBranch(set, same.Key)).First()
           select new EvaluatedArm(same.Key, ReportWords.Arm(own.Model.By, set.Arms), own.Results, LabelSample.Of(condition.EvaluationOf(set, own.Model.By), label)),
    ];

    private static NormBranch OwnBranch(AnalysisSet set, int arm) => set.Arms.Single(each => each.Ordinal == arm).Branch;
}
