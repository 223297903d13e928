namespace StudyPortal.Statistics.Planning;

/// <summary>What is wrong with the numbers of a plan; they come from a form, so they give a reason and no exception.</summary>
internal static class PlanningInput
{
    public const string ZeroEffect = "no sample size reaches the target power for a zero effect";

    public static string? Problem(double alpha) =>
        alpha is > 0 and < 1 ? null : "alpha must lie between 0 and 1";

    public static string? Problem(double alpha, double power) =>
        Problem(alpha) ?? (power is > 0 and < 1 ? null : "the target power must lie between 0 and 1");

    public static string? NotFinite(params double[] numbers) =>
        Array.TrueForAll(numbers, double.IsFinite) ? null : "every number of the plan must be finite";

    /// <summary>
    /// The smallest number from <paramref name="least"/> on, not whole, at which a function that grows with it reaches the target; null
    /// where none up to 1e9 does. By doubling, then 100 bisections.
    /// </summary>
    public static double? Smallest(double least, double target, Func<double, double> growing)
    {
        const double most = 1e9;
        if (growing(least) >= target) return least;

        var (low, high) = (least, 2 * least);
        while (growing(high) < target)
        {
            if (high > most) return null;

            (low, high) = (high, 2 * high);
        }

        for (var step = 0; step < 100; step++)
        {
            var middle = (low + high) / 2;
            if (growing(middle) >= target) high = middle;
            else low = middle;
        }

        return high;
    }
}
