using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Reports.Results;

internal static class LabelSample
{
    /// <summary>The logits of one label, split by truth; cases of unknown truth are left out.</summary>
    public static RocSample Of(EvaluationFacts evaluation, string label)
    {
        var predictions = evaluation.Predictions.Where(p => p.Label == label).ToList();
        return RocSample.From([.. predictions.Select(p => p.Truth)], [.. predictions.Select(p => (double?)p.Logit)]);
    }
}
