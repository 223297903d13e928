namespace StudyPortal.Statistics.Roc;

/// <summary>
/// The log-likelihood of counts in the categories between cutoffs of a standard normal, with its gradient and (tridiagonal) information,
/// by the cutoffs. O(categories).
/// </summary>
internal sealed class OrderedProbit
{
    private OrderedProbit(double logLikelihood, double[] gradient, double[] diagonal, double[] beside)
    {
        LogLikelihood = logLikelihood;
        Gradient = gradient;
        Diagonal = diagonal;
        Beside = beside;
    }

    public double LogLikelihood { get; }

    public double[] Gradient { get; }

    /// <summary>Of the information.</summary>
    public double[] Diagonal { get; }

    /// <summary>Of the information, between a cutoff and the next.</summary>
    public double[] Beside { get; }

    /// <param name="counts">One more than there are cutoffs.</param>
    /// <param name="cutoffs">Rising.</param>
    /// <param name="expected">The information that is expected, which is never negative, or the one observed.</param>
    public static OrderedProbit At(int[] counts, double[] cutoffs, bool expected)
    {
        var all = counts.Sum();
        var (probabilities, logLikelihood) = Shares(counts, cutoffs);
        var (gradient, diagonal) = (new double[cutoffs.Length], new double[cutoffs.Length]);
        var beside = new double[Math.Max(0, cutoffs.Length - 1)];
        for (var at = 0; at < cutoffs.Length; at++)
        {
            var density = BinormalLikelihood.Density(cutoffs[at]);
            gradient[at] = density * (Over(counts[at], probabilities[at]) - Over(counts[at + 1], probabilities[at + 1]));
            diagonal[at] = (density * density * (Curvature(at) + Curvature(at + 1))) + (expected ? 0 : cutoffs[at] * gradient[at]);
            if (at > 0) beside[at - 1] = -density * BinormalLikelihood.Density(cutoffs[at - 1]) * Curvature(at);
        }

        return new OrderedProbit(logLikelihood, gradient, diagonal, beside);

        double Curvature(int category) => expected
            ? Over(all, probabilities[category])
            : Over(Over(counts[category], probabilities[category]), probabilities[category]);
    }

    /// <summary>The information times a vector.</summary>
    public double[] Times(double[] vector)
    {
        var product = new double[vector.Length];
        for (var at = 0; at < vector.Length; at++)
        {
            product[at] = Diagonal[at] * vector[at];
            if (at > 0) product[at] += Beside[at - 1] * vector[at - 1];
            if (at < Beside.Length) product[at] += Beside[at] * vector[at + 1];
        }

        return product;
    }

    private static (double[] Probabilities, double LogLikelihood) Shares(int[] counts, double[] cutoffs)
    {
        var (probabilities, sum) = (new double[counts.Length], 0.0);
        for (var category = 0; category < counts.Length; category++)
        {
            var low = category == 0 ? double.NegativeInfinity : cutoffs[category - 1];
            var high = category == cutoffs.Length ? double.PositiveInfinity : cutoffs[category];
            probabilities[category] = low > 0
                ? Distributions.NormalUpper(low) - Distributions.NormalUpper(high)
                : Distributions.NormalUpper(-high) - Distributions.NormalUpper(-low);
            if (counts[category] > 0) sum += counts[category] * Math.Log(probabilities[category]);
        }

        return (probabilities, sum);
    }

    private static double Over(double count, double probability) => count == 0 || probability == 0 ? 0 : count / probability;
}
