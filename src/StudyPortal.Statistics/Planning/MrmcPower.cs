namespace StudyPortal.Statistics.Planning;

/// <summary>
/// Power to find a difference of two arms' mean ROC areas in a crossed reader study, from the components of a pilot (Hillis, Obuchowski
/// &amp; Berbaum, Acad Radiol 2011;18:129; from pseudovalues Hillis &amp; Berbaum, Acad Radiol 2004;11:1260). Noncentrality = readers x
/// difference^2 / (2 x error). The degrees of freedom count readers only; <see cref="ComparisonPower"/> for ratings counts cases too. Numbers
/// that cannot be planned with are undefined, because. O(square root of the noncentrality).
/// </summary>
/// <param name="Power">Probability that the difference is found; alpha for one of 0.</param>
/// <param name="Noncentrality">Of F, or of chi-square.</param>
/// <param name="Df2">Denominator degrees of freedom of F, not whole; null for chi-square.</param>
/// <param name="Critical">Value that F, or chi-square, has to exceed.</param>
public sealed record MrmcPower(Estimate Power, Estimate Noncentrality, double? Df2, Estimate Critical)
{
    /// <summary>More cases than this are not searched.</summary>
    private const int MostCases = 100_000;

    public static MrmcPower Of(MrmcPilot pilot, MrmcInference inference, int readers, int cases, double difference, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        return Of(pilot.ErrorOf, inference, readers, cases, difference, alpha);
    }

    public static MrmcPower Of(
        PseudovaluePilot pilot, MrmcInference inference, int readers, int cases, double difference, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        return Of(pilot.ErrorOf, inference, readers, cases, difference, alpha);
    }

    /// <summary>
    /// The fewest cases with more than this power: a search in steps of a tenth, then by bisection, since with few readers power may fall
    /// again when cases no longer carry the degrees of freedom. About 130 powers at most.
    /// </summary>
    public static SampleSize CasesFor(
        double power, MrmcPilot pilot, MrmcInference inference, int readers, double difference, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        return CasesFor(power, pilot.ErrorOf, inference, readers, difference, alpha);
    }

    /// <summary>The same from pseudovalues.</summary>
    public static SampleSize CasesFor(
        double power, PseudovaluePilot pilot, MrmcInference inference, int readers, double difference, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        return CasesFor(power, pilot.ErrorOf, inference, readers, difference, alpha);
    }

    private static MrmcPower Of(
        Func<MrmcInference, int, int, (double Error, double? Df)> errorOf, MrmcInference inference, int readers, int cases, double difference, double alpha)
    {
        if (Problem(inference, readers, cases, difference, alpha) is { } problem) return Undefined(problem);

        var (error, df) = errorOf(inference, readers, cases);
        if (!(error > 0)) return Undefined("the components of the pilot leave no variance above 0");

        var noncentrality = difference * difference * readers / (2 * error);
        var critical = df is { } df2 ? Distributions.FUpperQuantile(alpha, 1, df2) : Distributions.ChiSquareUpperQuantile(alpha, 1);
        var power = difference == 0 ? alpha
            : df is { } degrees ? NoncentralF.Upper(critical, 1, degrees, noncentrality)
            : NoncentralChiSquare.Upper(critical, 1, noncentrality);
        return new MrmcPower(Estimate.Of(power), Estimate.Of(noncentrality), df, Estimate.Of(critical));
    }

    private static SampleSize CasesFor(
        double power, Func<MrmcInference, int, int, (double Error, double? Df)> errorOf, MrmcInference inference, int readers, double difference, double alpha)
    {
        Estimate PowerOf(int cases) => Of(errorOf, inference, readers, cases, difference, alpha).Power;
        if ((PlanningInput.Problem(alpha, power) ?? PowerOf(2).Reason) is { } problem) return SampleSize.Undefined(problem);

        if (difference == 0) return SampleSize.Undefined(PlanningInput.ZeroEffect);

        var (low, high) = (1, 2);
        while (!(PowerOf(high).Value > power))
        {
            if (high == MostCases) return SampleSize.Undefined($"no number of cases up to {MostCases} reaches the target power with these readers");

            (low, high) = (high, Math.Min(MostCases, high + 1 + (high / 10)));
        }

        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (PowerOf(middle).Value > power) high = middle;
            else low = middle;
        }

        return new SampleSize(Estimate.Of(high));
    }

    private static string? Problem(MrmcInference inference, int readers, int cases, double difference, double alpha)
    {
        if ((PlanningInput.Problem(alpha) ?? PlanningInput.NotFinite(difference)) is { } problem) return problem;

        if (cases < 2) return "at least 2 cases are needed";

        var fewest = inference == MrmcInference.FixedReadersRandomCases ? 1 : 2;
        return readers < fewest ? $"at least {fewest} readers are needed" : null;
    }

    private static MrmcPower Undefined(string reason)
    {
        var undefined = Estimate.Undefined(reason);
        return new MrmcPower(undefined, undefined, null, undefined);
    }
}
