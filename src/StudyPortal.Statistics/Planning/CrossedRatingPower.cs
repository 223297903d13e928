namespace StudyPortal.Statistics.Planning;

/// <summary>
/// Power of the two-sided test of two arms' mean ratings in the model rating = arm + reader + case + residual, every reader rating every
/// case under every arm: readers and cases cancel, standard error sqrt(2 residual^2 / (cases x readers)), both tails of the noncentral t.
/// It is optimistic where readers or cases respond to the arms differently; <see cref="ComparisonPower"/> counts that. O(1).
/// </summary>
/// <param name="StandardError">Of the difference, in points of the scale.</param>
/// <param name="Df">Of the residual: ratings - arms - (cases - 1) - (readers - 1).</param>
/// <param name="Noncentrality">Difference / standard error.</param>
/// <param name="Power">Probability that the difference is found.</param>
public sealed record CrossedRatingPower(Estimate StandardError, long Df, Estimate Noncentrality, Estimate Power)
{
    public static CrossedRatingPower Of(
        double difference, double residualDeviation, int cases, int readers, int arms, double alpha = 0.05)
    {
        var df = ((long)cases * readers * arms) - arms - (cases - 1) - (readers - 1);
        if (Problem(difference, residualDeviation, cases, readers, arms, df, alpha) is { } problem)
        {
            var undefined = Estimate.Undefined(problem);
            return new CrossedRatingPower(undefined, Math.Max(0, df), undefined, undefined);
        }

        var error = residualDeviation * Math.Sqrt(2 / ((double)cases * readers));
        var noncentrality = difference / error;
        var power = noncentrality == 0
            ? alpha
            : PairedTPower.BothTails(Distributions.StudentCritical(1 - alpha, df), df, Math.Abs(noncentrality));
        return new CrossedRatingPower(Estimate.Of(error), df, Estimate.Of(noncentrality), Estimate.Of(power));
    }

    private static string? Problem(double difference, double deviation, int cases, int readers, int arms, long df, double alpha)
    {
        if ((PlanningInput.Problem(alpha) ?? PlanningInput.NotFinite(difference, deviation)) is { } problem) return problem;

        if (!(deviation > 0)) return "the residual standard deviation must be above 0";

        if (cases < 1 || readers < 1 || arms < 2) return "a case, a reader and two arms are needed";

        return df < 1 ? "no degrees of freedom are left" : null;
    }
}
