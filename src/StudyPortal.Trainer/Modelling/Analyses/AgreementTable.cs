using StudyPortal.Core.Models.Analyses;
using StudyPortal.Learning.Explanation.Belief;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>How alike two maps are, in three measures.</summary>
internal static class AgreementTable
{
    public const string Definition = "Mean over maps; 1 = the same map, 0 = nothing in common.";

    public static IReadOnlyList<(AnalysisColumn Column, Func<MapAgreement, double[]> Of)> Measures { get; } =
    [
        (new("rank correlation", "Spearman's rank correlation of the signed values."), agreement => agreement.Spearman),
        (new("of absolute values", "Spearman's rank correlation of the absolute values."), agreement => agreement.SpearmanAbsolute),
        (new("SSIM", "Structural similarity (Wang 2004) of the maps clipped at 3 SD and stretched."), agreement => agreement.StructuralSimilarity),
    ];

    public static IReadOnlyList<AnalysisColumn> Columns { get; } = [.. Measures.Select(measure => measure.Column)];

    public static IReadOnlyList<AnalysisNumber> Row(MapAgreement agreement, CaseMeans means, CancellationToken cancellation) =>
        [.. Measures.Select(measure => means.Of(measure.Of(agreement), cancellation))];
}
