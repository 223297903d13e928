using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Statistics;
using StudyPortal.Statistics.Agreement;
using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Distribution, agreement and comparison of arms for one question.</summary>
internal sealed class RatingAnalysis(RatingTable table, RatingScale scale, AnalysisPlan plan)
{
    private readonly BootstrapPlan _bootstrap = new(plan.BootstrapReplicates, plan.BootstrapSeed, plan.Confidence);

    public QuestionResults Run(int question, string prompt, CancellationToken cancellationToken) => new(
        question,
        prompt,
        scale,
        table.Readers,
        [.. table.Arms.Select(arm => Ratings(arm, cancellationToken))],
        Agreement(table.ReadersOfAllArms(), cancellationToken),
        Friedman(table.ArmsByCase()),
        [.. table.Readers.Select(reader => new ReaderFriedman(reader, Friedman(table.ArmsByCase(reader))))],
        Compare(cancellationToken));

    private ArmRatings Ratings(int arm, CancellationToken cancellationToken)
    {
        var summary = Summary(table.RatingsOf(arm));
        var byReader = table.ReadersOf(arm);
        return new ArmRatings(
            arm,
            summary.Count,
            summary.Counts,
            Measured.From(ClusterBootstrap.Mean(byReader, ResampledUnit.CasesAndReaders, _bootstrap, cancellationToken).Mean),
            Measured.From(summary.StandardDeviation),
            summary.Quartiles.Count == 0 ? null : summary.Quartiles[1],
            [.. table.Readers.Select(reader => MeanOf(reader, arm))],
            Agreement(byReader, cancellationToken));
    }

    private RatingSummary Summary(IEnumerable<int> ratings) => RatingSummary.Of(ratings, scale.Lowest, scale.Highest, plan.Confidence);

    private ReaderMean MeanOf(string reader, int arm)
    {
        var summary = Summary(table.RatingsOf(arm, reader));
        return new ReaderMean(reader, summary.Count, Measured.From(summary.Mean));
    }

    private AgreementResults Agreement(RatingMatrix ratings, CancellationToken cancellationToken)
    {
        var icc = IntraclassCorrelation.Of(ratings, plan.Confidence);
        var (alpha, _) = new KrippendorffAlpha(ratings, MeasurementLevel.Ordinal).Estimate(_bootstrap, cancellationToken);
        var percent = PercentAgreement.Of(ratings, plan.Confidence);
        return new AgreementResults(
            ratings.Rows,
            percent.CompleteCases,
            Measured.From(icc.AgreementSingle.Correlation),
            Measured.From(icc.AgreementAverage.Correlation),
            Measured.From(alpha.Alpha),
            Measured.From(KendallW.Of(ratings).W),
            Measured.From(percent.MeanPairwiseExact),
            Measured.From(percent.MeanPairwiseWithinOne));
    }

    private static FriedmanResults Friedman(RatingMatrix casesByArms)
    {
        var test = FriedmanTest.Of(casesByArms);
        return new FriedmanResults(
            test.Blocks,
            test.DroppedBlocks,
            test.MeanRanks,
            Measured.From(test.ChiSquare),
            test.Df,
            Measured.From(test.PValue),
            Measured.From(test.ImanDavenport.F),
            Measured.From(test.ImanDavenport.PValue),
            Measured.From(test.KendallW));
    }

    private List<ArmComparison> Compare(CancellationToken cancellationToken)
    {
        var pairs = ArmPairs.Of(table.Arms).ToList();
        var tests = pairs.Select(pair => WilcoxonSignedRank.Of(table.CaseMeans(pair.First), table.CaseMeans(pair.Second))).ToList();
        var corrected = MultipleComparisons.Holm([.. tests.Select(test => test.PValue.Value)]);
        return [.. pairs.Select((pair, index) => Comparison(pair, tests[index], corrected[index], cancellationToken))];
    }

    private ArmComparison Comparison((int First, int Second) pair, WilcoxonSignedRank test, double? holm, CancellationToken cancellationToken)
    {
        var difference = ClusterBootstrap.Difference(
            table.ReadersOf(pair.First), table.ReadersOf(pair.Second), ResampledUnit.CasesAndReaders, _bootstrap, cancellationToken).Difference;
        return new ArmComparison(
            pair.First,
            pair.Second,
            test.Pairs,
            Measured.From(difference),
            Measured.From(test.PValue),
            holm,
            Measured.From(test.RankBiserial),
            Measured.From(HodgesLehmann.Shift(table.CaseMeans(pair.First), table.CaseMeans(pair.Second), plan.Confidence)));
    }
}
