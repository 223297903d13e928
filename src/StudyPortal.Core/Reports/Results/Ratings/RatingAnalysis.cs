using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Statistics;
using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Every number of one question, section by section.</summary>
/// <param name="ratings">All answers to the question.</param>
/// <param name="plan">What all intervals share.</param>
/// <param name="correction">Of p-values, over the pairs of arms.</param>
/// <param name="steps">Told which section runs.</param>
internal sealed class RatingAnalysis(QuestionRatings ratings, AnalysisPlan plan, PlannedCorrection correction, ReportSteps steps)
{
    private readonly RatingTable _table = ratings.Table;
    private readonly BootstrapPlan _bootstrap = new(plan.BootstrapReplicates, plan.BootstrapSeed, plan.Confidence);

    public QuestionResults Run(int question, string prompt)
    {
        var cube = _table.Cube();
        var agreement = new AgreementAnalysis(ratings.Scale, _bootstrap, steps.CancellationToken);
        var comparison = new ArmComparisons(_table, correction, _bootstrap, steps.CancellationToken);
        var models = new ModelAnalysis(_table.Arms, correction, plan.Confidence);
        var arms = steps.Run(ReportSection.Means, () => ClusterBootstrap.Arms(cube, ResampledUnit.CasesAndReaders, _bootstrap, steps.CancellationToken));
        var tables = steps.Run(ReportSection.Agreement, () => AgreementTables(agreement));
        return new QuestionResults(
            question,
            prompt,
            ratings.Scale,
            _table.Readers,
            [.. _table.Arms.Select((arm, index) => Ratings(arm, arms.Means[index].Mean, AgreementAnalysis.Summary(tables[index])))],
            AgreementAnalysis.Summary(tables[^1]),
            comparison.Friedman(),
            [.. _table.Readers.Select(reader => new ReaderFriedman(reader, ArmComparisons.Friedman(_table.ArmsByCase(reader))))],
            steps.Run(ReportSection.Comparison, () => comparison.Pairs(arms.Differences)),
            comparison.PostHoc(),
            comparison.Permutation(cube),
            tables,
            ReaderPairs(agreement),
            steps.Run(ReportSection.Repeats, () => new RepeatAnalysis(ratings, _bootstrap).Run(steps.CancellationToken)),
            steps.Run(ReportSection.MixedModel, () => models.Mixed(cube)),
            steps.Run(ReportSection.OrdinalModel, () => models.Ordinal(cube, steps.CancellationToken)),
            steps.Run(ReportSection.Controls, () => new ControlAnalysis(ratings, _bootstrap).Run(steps.CancellationToken)),
            steps.Run(ReportSection.Drift, () => new DriftAnalysis(ratings, plan.Confidence).Run()),
            new TimeAnalysis(ratings).Run());
    }

    private List<AgreementTable> AgreementTables(AgreementAnalysis agreement) =>
    [
        .. _table.Arms.Select(arm => agreement.Table(arm, _table.ReadersOf(arm))),
        agreement.Table(null, _table.ReadersOfAllArms()),
    ];

    private List<ReaderPairTable> ReaderPairs(AgreementAnalysis agreement) =>
    [
        .. _table.Arms.Select(arm => agreement.ReaderPairs(arm, _table.ReadersOf(arm), _table.Readers)),
        agreement.ReaderPairs(null, _table.ReadersOfAllArms(), _table.Readers),
    ];

    private ArmRatings Ratings(int arm, Estimate mean, AgreementResults agreement)
    {
        var summary = Summary(_table.RatingsOf(arm));
        return new ArmRatings(
            arm,
            summary.Count,
            summary.Counts,
            Measured.From(mean),
            Measured.From(summary.StandardDeviation),
            summary.Quartiles.Count == 0 ? null : summary.Quartiles[1],
            [.. _table.Readers.Select(reader => MeanOf(reader, arm))],
            agreement);
    }

    private ReaderMean MeanOf(string reader, int arm)
    {
        var summary = Summary(_table.RatingsOf(arm, reader));
        return new ReaderMean(reader, summary.Count, Measured.From(summary.Mean));
    }

    private RatingSummary Summary(IEnumerable<int> of) => RatingSummary.Of(of, ratings.Scale.Lowest, ratings.Scale.Highest, plan.Confidence);
}
