using StudyPortal.Statistics;
using StudyPortal.Statistics.Agreement;
using StudyPortal.Statistics.MixedModels;
using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Core.Reports.Results;

/// <summary>How well readers agree: every coefficient over a table of maps x readers, and every two readers.</summary>
internal sealed class AgreementAnalysis(RatingScale scale, BootstrapPlan bootstrap, CancellationToken cancellationToken)
{
    private readonly IReadOnlyList<double> _categories = scale.Categories;

    /// <summary>The few that stand beside the ratings.</summary>
    public static AgreementResults Summary(AgreementTable table) => new(
        table.Maps,
        table.CompleteMaps,
        table.Intraclass[1].Correlation,
        table.Intraclass[4].Correlation,
        table.Alphas.Single(alpha => alpha.Level == AlphaLevel.Ordinal).Alpha,
        table.Concordance.W,
        table.PairwiseExact,
        table.PairwiseWithinOne);

    public AgreementTable Table(int? arm, RatingMatrix ratings)
    {
        var percent = PercentAgreement.Of(ratings, bootstrap.Confidence);
        var kendall = KendallW.Of(ratings);
        var isComplete = percent.CompleteCases == ratings.Rows;
        return new AgreementTable(
            arm,
            ratings.Rows,
            percent.CompleteCases,
            [.. IntraclassCorrelation.Of(ratings, bootstrap.Confidence).Forms.Select(Intraclass)],
            isComplete ? [] : [.. RemlIntraclass.Of(ratings, bootstrap.Confidence).Forms.Select(Intraclass)],
            Alphas(ratings),
            Fleiss(FleissKappa.Of(ratings, _categories, bootstrap.Confidence)),
            [.. Enum.GetValues<AgreementWeighting>().Select(weighting => Weighted(weighting, ratings))],
            new ConcordanceResults(
                Measured.From(kendall.W), Measured.From(kendall.ChiSquare), kendall.Df, Measured.From(kendall.PValue), Measured.From(kendall.MeanSpearman)),
            Measured.From(percent.CaseAveraged),
            Measured.From(percent.AllReadersIdentical),
            Measured.From(percent.MeanPairwiseExact),
            Measured.From(percent.MeanPairwiseWithinOne));
    }

    public ReaderPairTable ReaderPairs(int? arm, RatingMatrix ratings, IReadOnlyList<string> readers)
    {
        var (none, linear, quadratic) = (Kappas(ratings, AgreementWeights.None), Kappas(ratings, AgreementWeights.Linear), Kappas(ratings, AgreementWeights.Quadratic));
        return new ReaderPairTable(arm,
        [
            .. PercentAgreement.Of(ratings, bootstrap.Confidence).Pairs.Select((pair, index) => new ReaderPair(
                readers[pair.FirstReader],
                readers[pair.SecondReader],
                pair.Cases,
                Measured.From(none[index].Kappa.Kappa),
                Measured.From(linear[index].Kappa.Kappa),
                Measured.From(quadratic[index].Kappa.Kappa),
                Measured.From(pair.Exact),
                Measured.From(pair.WithinOne),
                DifferenceResults.From(BlandAltman.Of(Column(ratings, pair.FirstReader), Column(ratings, pair.SecondReader), bootstrap.Confidence)))),
        ]);
    }

    private static IntraclassResult Intraclass(IntraclassForm form) =>
        new(form.ShroutFleiss, form.McGrawWong, Measured.From(form.Correlation), FTestResults.From(form.Test));

    private List<AlphaResults> Alphas(RatingMatrix ratings)
    {
        var levels = Enum.GetValues<AlphaLevel>().Where(level => level != AlphaLevel.Ratio || scale.Lowest >= 0).ToList();
        var alphas = KrippendorffAlpha.Estimates(ratings, [.. levels.Select(level => Enum.Parse<MeasurementLevel>(level.ToString()))], bootstrap, cancellationToken);
        return
        [
            .. levels.Zip(alphas, (level, alpha) => new AlphaResults(
                level, Measured.From(alpha.Alpha), alpha.Units, alpha.PairableValues, alpha.ObservedDisagreement, alpha.ExpectedDisagreement)),
            .. scale.Lowest < 0 ? [new AlphaResults(AlphaLevel.Ratio, Measured.Undefined("the scale has points below 0"), 0, 0, 0, 0)] : (AlphaResults[])[],
        ];
    }

    private static FleissResults Fleiss(FleissKappa fleiss) => new(
        fleiss.Cases, Measured.From(fleiss.Kappa), Measured.From(fleiss.NullStandardError), Measured.From(fleiss.Z), Measured.From(fleiss.PValue),
        Measured.From(fleiss.Generalised.Value));

    private WeightedResults Weighted(AgreementWeighting weighting, RatingMatrix ratings)
    {
        var weights = Enum.Parse<AgreementWeights>(weighting.ToString());
        var gwet = GwetAgreement.Of(ratings, _categories, weights, bootstrap.Confidence);
        var cohen = PairwiseKappa.Of(ratings, _categories, weights, bootstrap.Confidence);
        return new WeightedResults(
            weighting, Coefficient(gwet.Percent), Coefficient(gwet.Gwet), Coefficient(gwet.FleissWeighted), Measured.From(cohen.LightMean), cohen.DefinedPairs);
    }

    private static CoefficientResults Coefficient(AgreementCoefficient coefficient) =>
        new(Measured.From(coefficient.Value), Measured.From(coefficient.StandardError), Measured.From(coefficient.PValue));

    private IReadOnlyList<ReaderPairKappa> Kappas(RatingMatrix ratings, AgreementWeights weights) =>
        PairwiseKappa.Of(ratings, _categories, weights, bootstrap.Confidence).Pairs;

    private static double?[] Column(RatingMatrix ratings, int reader) => [.. Enumerable.Range(0, ratings.Rows).Select(row => ratings[row, reader])];
}
