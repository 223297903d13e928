using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Statistics.Agreement;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>Quadratically weighted kappa of every two readers over the maps of all arms.</summary>
/// <param name="Readers">Those with ratings, by the numbers that the pairs go by.</param>
internal sealed record ReaderKappas(IReadOnlyList<string> Readers, IReadOnlyList<ReaderPairKappa> Pairs)
{
    public static ReaderKappas Of(AnalysisSet set, QuestionResults question)
    {
        var table = RatingTable.Of(set, question.Question);
        if (table.Readers.Count < 2) return new ReaderKappas(table.Readers, []);
        List<double> categories = [.. Enumerable.Range(question.Scale.Lowest, question.Scale.Highest - question.Scale.Lowest + 1)];
        return new ReaderKappas(
            table.Readers, PairwiseKappa.Of(table.ReadersOfAllArms(), categories, AgreementWeights.Quadratic, set.Plan.Confidence).Pairs);
    }
}
