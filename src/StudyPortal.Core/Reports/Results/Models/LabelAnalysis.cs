using StudyPortal.Statistics;
using StudyPortal.Statistics.Resampling;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Everything about the scores of one label beside their ROC area.</summary>
internal sealed class LabelAnalysis(RocSample sample, ScoreScale scale, BootstrapPlan plan)
{
    private const double FromSpecificity = 0.8;
    private const double ToSpecificity = 1;
    private const string CleanOnly = "bootstrap intervals are computed on clean images only";

    private readonly RocSample _probabilities = scale.Probabilities(sample);

    /// <param name="youden">The optimal point; null where there is none.</param>
    /// <param name="resample">Whether to compute intervals by bootstrap.</param>
    /// <param name="cancellationToken">Looked at between replicates.</param>
    public LabelDetails Run(OperatingPoint? youden, bool resample, CancellationToken cancellationToken) => new(
        Partial(resample, cancellationToken),
        PrecisionRecall(resample, cancellationToken),
        Brier(),
        Calibration(),
        AtHalf(),
        youden is null ? WithoutThreshold(DeLong.Area(sample, plan.Confidence).Area.Reason!) : At(youden),
        Binormal());

    private PartialAreaResults Partial(bool resample, CancellationToken cancellationToken)
    {
        var area = resample
            ? PartialArea.Of(sample, PartialFocus.Specificity, FromSpecificity, ToSpecificity, plan, cancellationToken)
            : PartialArea.Of(sample, PartialFocus.Specificity, FromSpecificity, ToSpecificity);
        return new PartialAreaResults(area.From, area.To, Resampled(area.Raw, resample), Resampled(area.McClish, resample));
    }

    private PrecisionRecallResults PrecisionRecall(bool resample, CancellationToken cancellationToken)
    {
        var average = resample
            ? Statistics.Roc.PrecisionRecall.AveragePrecision(sample, plan, cancellationToken)
            : Statistics.Roc.PrecisionRecall.AveragePrecision(sample);
        return new PrecisionRecallResults(Resampled(average, resample), Measured.From(sample.Prevalence.Wilson(plan.Confidence)));
    }

    private static Measured Resampled(Estimate estimate, bool resample)
    {
        var measured = Measured.From(estimate);
        return resample || measured.Value is null ? measured : measured with { Reason = CleanOnly };
    }

    private BrierResults Brier()
    {
        var brier = BrierScore.Of(_probabilities, plan.Confidence);
        return new BrierResults(Measured.From(brier.Score), Measured.From(brier.Skill));
    }

    private CalibrationResults Calibration()
    {
        var error = CalibrationError.Uniform(_probabilities);
        var line = CalibrationLine.Of(_probabilities, plan.Confidence);
        return new CalibrationResults(
            Measured.From(error.Expected),
            Measured.From(error.Maximum),
            [.. error.Bins.Select(Bin)],
            Measured.From(line.Slope.Value),
            Measured.From(line.Intercept.Value),
            Measured.From(line.InTheLarge.Value));
    }

    private ReliabilityBin Bin(CalibrationBin bin) => new(
        bin.Low, bin.High, bin.Cases, bin.Observed.Count, Measured.From(bin.MeanPredicted), Measured.From(bin.Observed.Wilson(plan.Confidence)));

    private OperatingResults AtHalf()
    {
        if (scale == ScoreScale.Probability && BrierScore.Of(sample).Score is { IsDefined: false } none) return WithoutThreshold(none.Reason!);

        return At(OperatingPoint.At(sample, scale.Half()));
    }

    private OperatingResults At(OperatingPoint point) => new(
        point.Threshold, point.TruePositives, point.FalsePositives, point.TrueNegatives, point.FalseNegatives, Rate(point.Sensitivity), Rate(point.Specificity));

    private RateResults Rate(Proportion share) =>
        new(Measured.From(share.Wilson(plan.Confidence)), Measured.From(share.ClopperPearson(plan.Confidence)));

    private static OperatingResults WithoutThreshold(string reason)
    {
        var none = Measured.Undefined(reason);
        return new OperatingResults(null, 0, 0, 0, 0, new RateResults(none, none), new RateResults(none, none), reason);
    }

    private BinormalResults Binormal()
    {
        var curve = BinormalRoc.Of(sample, plan.Confidence);
        return new BinormalResults(Measured.From(curve.Area), Measured.From(curve.A.Value), Measured.From(curve.B.Value), curve.ChanceCrossing);
    }
}
