using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Statistics;
using StudyPortal.Statistics.Agreement;
using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Distribution, agreement and comparison of arms for one question.</summary>
internal sealed class RatingAnalysis(AnalysisSet set, QuestionFacts question)
{
    private readonly RatingTable _table = new(set, question.Position);
    private readonly BootstrapPlan _bootstrap = new(set.Plan.BootstrapReplicates, set.Plan.BootstrapSeed, set.Plan.Confidence);

    public QuestionResults Run(CancellationToken cancellationToken) => new(
        question.Position,
        question.Prompt,
        [.. set.Arms.Select(arm => Ratings(arm.Ordinal, cancellationToken))],
        Agreement(_table.ReadersOfAllArms(), cancellationToken),
        Friedman(_table.ArmsByCase()),
        [.. set.Readers.Select(reader => new ReaderFriedman(reader, Friedman(_table.ArmsByCase(reader))))],
        Compare(cancellationToken));

    private ArmRatings Ratings(int arm, CancellationToken cancellationToken)
    {
        var summary = RatingSummary.Of(_table.ScoresOf(arm), 0, 5, set.Plan.Confidence);
        var byReader = _table.ReadersOf(arm);
        return new ArmRatings(
            arm,
            summary.Count,
            summary.Counts,
            Measured.From(ClusterBootstrap.Mean(byReader, ResampledUnit.CasesAndReaders, _bootstrap, cancellationToken).Mean),
            Measured.From(summary.StandardDeviation),
            summary.Quartiles.Count == 0 ? null : summary.Quartiles[1],
            [.. set.Readers.Select(reader => MeanOf(reader, arm))],
            Agreement(byReader, cancellationToken));
    }

    private ReaderMean MeanOf(string reader, int arm)
    {
        var summary = RatingSummary.Of(_table.ScoresOf(arm, reader), 0, 5, set.Plan.Confidence);
        return new ReaderMean(reader, summary.Count, Measured.From(summary.Mean));
    }

    private AgreementResults Agreement(RatingMatrix ratings, CancellationToken cancellationToken)
    {
        var icc = IntraclassCorrelation.Of(ratings, set.Plan.Confidence);
        var (alpha, replicates) = new KrippendorffAlpha(ratings, MeasurementLevel.Ordinal).Estimate(_bootstrap, cancellationToken);
        var percent = PercentAgreement.Of(ratings, set.Plan.Confidence);
        return new AgreementResults(
            ratings.Rows,
            percent.CompleteCases,
            Measured.From(icc.AgreementSingle.Correlation),
            Measured.From(icc.AgreementAverage.Correlation),
            WithInterval(alpha.Alpha, replicates.Percentile),
            Measured.From(KendallW.Of(ratings).W),
            Measured.From(percent.MeanPairwiseExact),
            Measured.From(percent.MeanPairwiseWithinOne));
    }

    private static Measured WithInterval(Estimate estimate, Interval? interval) =>
        new(estimate.Value, interval?.Low, interval?.High, estimate.Reason);

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
        var pairs = ArmPairs.Of(set.Arms).ToList();
        var tests = pairs.Select(pair => WilcoxonSignedRank.Of(_table.CaseMeans(pair.First), _table.CaseMeans(pair.Second))).ToList();
        var corrected = MultipleComparisons.Holm([.. tests.Select(test => test.PValue.Value)]);
        return [.. pairs.Select((pair, index) => Comparison(pair, tests[index], corrected[index], cancellationToken))];
    }

    private ArmComparison Comparison((int First, int Second) pair, WilcoxonSignedRank test, double? holm, CancellationToken cancellationToken)
    {
        var difference = ClusterBootstrap.Difference(
            _table.ReadersOf(pair.First), _table.ReadersOf(pair.Second), ResampledUnit.CasesAndReaders, _bootstrap, cancellationToken).Difference;
        return new ArmComparison(
            pair.First,
            pair.Second,
            test.Pairs,
            Measured.From(difference),
            Measured.From(test.PValue),
            holm,
            Measured.From(test.RankBiserial),
            Measured.From(HodgesLehmann.Shift(_table.CaseMeans(pair.First), _table.CaseMeans(pair.Second), set.Plan.Confidence)));
    }
}
