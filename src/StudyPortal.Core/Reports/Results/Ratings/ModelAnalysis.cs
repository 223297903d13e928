using StudyPortal.Core.Reports.Plans;
using StudyPortal.Statistics;
using StudyPortal.Statistics.MixedModels;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Arms compared by models with random readers and cases.</summary>
internal sealed class ModelAnalysis(IReadOnlyList<int> arms, PlannedCorrection correction, double confidence)
{
    public MixedModelResults Mixed(RatingCube cube)
    {
        var model = LinearMixedModel.Of(cube, confidence);
        var corrected = CorrectedPValues.Of(correction, model.Differences.Select(pair => pair.Difference.Satterthwaite.PValue.Value));
        var likelihood = model.MaximumLikelihood;
        return new MixedModelResults(
            model.Observations,
            model.Readers,
            model.Cases,
            model.Singular,
            model.Remark,
            new VarianceResults(Measured.From(model.Components.Reader), Measured.From(model.Components.Case), Measured.From(model.Components.Residual)),
            Measured.From(model.RemlCriterion),
            [.. model.Means.Select((mean, arm) => new ModelMean(arms[arm], Effect(mean)))],
            [.. model.Differences.Select((pair, index) => new ModelDifference(arms[pair.First], arms[pair.Second], Effect(pair.Difference), corrected[index]))],
            FTestResults.From(model.Satterthwaite),
            FTestResults.From(model.KenwardRoger),
            LikelihoodRatio(likelihood.ArmTest),
            Measured.From(likelihood.LogLikelihood),
            Measured.From(likelihood.Aic),
            Measured.From(likelihood.Bic));
    }

    public OrdinalModelResults Ordinal(RatingCube cube, CancellationToken cancellationToken)
    {
        var model = ProportionalOddsModel.Of(cube, confidence, cancellationToken);
        var corrected = CorrectedPValues.Of(correction, model.Differences.Select(pair => pair.Effect.PValue.Value));
        return new OrdinalModelResults(
            model.Observations,
            model.Readers,
            model.Cases,
            model.Singular,
            Measured.From(model.Reader),
            Measured.From(model.Case),
            [.. model.Thresholds.Select(each => new ModelThreshold(each.Lower, each.Upper, Measured.From(each.Value), Measured.From(each.StandardError)))],
            [.. model.Differences.Select((pair, index) => Odds(pair, corrected[index]))],
            Measured.From(model.LogLikelihood),
            Measured.From(model.Aic),
            LikelihoodRatio(model.ArmTest));
    }

    private static ModelEstimate Effect(FixedEffect effect) => new(
        Measured.From(effect.Value),
        Measured.From(effect.Satterthwaite.StandardError),
        Measured.From(effect.Satterthwaite.T),
        Measured.From(effect.Satterthwaite.Df),
        Measured.From(effect.Satterthwaite.PValue),
        Measured.From(effect.KenwardRoger.StandardError),
        Measured.From(effect.KenwardRoger.Df),
        Measured.From(effect.KenwardRoger.PValue));

    private OddsDifference Odds(OddsContrast pair, double? corrected) => new(
        arms[pair.First],
        arms[pair.Second],
        Measured.From(pair.Effect.LogOdds),
        Measured.From(pair.Effect.StandardError),
        Measured.From(pair.Effect.Z),
        Measured.From(pair.Effect.PValue),
        corrected,
        Measured.From(pair.Effect.OddsRatio));

    private static ChiSquareResults LikelihoodRatio(LikelihoodRatioTest test) => new(Measured.From(test.ChiSquare), test.Df, Measured.From(test.PValue));
}
