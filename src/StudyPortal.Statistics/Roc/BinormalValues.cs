namespace StudyPortal.Statistics.Roc;

/// <summary>Values of the parameters of the binormal model, on the way to the maximum.</summary>
internal sealed record BinormalValues(double A, double B, double[] Cutoffs)
{
    /// <summary>The cutoffs as the standardised positives see them: b cutoff - a.</summary>
    public double[] OnPositives { get; } = [.. Cutoffs.Select(cutoff => (B * cutoff) - A)];

    public bool IsOrdered => B > 0 && Cutoffs.Zip(Cutoffs.Skip(1)).All(pair => pair.First < pair.Second)
        && OnPositives.Zip(OnPositives.Skip(1)).All(pair => pair.First < pair.Second);

    /// <summary>
    /// Equal variances and the empirical area, kept off 0 and 1; the cutoffs then divide the mixture of both classes as they divide the
    /// cases.
    /// </summary>
    public static BinormalValues Start(TruthRuns runs)
    {
        var (negatives, positives) = (runs.Negatives.Sum(), runs.Positives.Sum());
        var (negativesBelow, upTo, twiceWins) = (0, new double[runs.Negatives.Length], 0.0);
        for (var category = 0; category < upTo.Length; category++)
        {
            twiceWins += runs.Positives[category] * ((2.0 * negativesBelow) + runs.Negatives[category]);
            negativesBelow += runs.Negatives[category];
            upTo[category] = runs.Negatives[category] + runs.Positives[category] + (category == 0 ? 0 : upTo[category - 1]);
        }

        var pairs = 2.0 * negatives * positives;
        var area = Math.Clamp(twiceWins / pairs, 1 / pairs, 1 - (1 / pairs));
        var a = -Math.Sqrt(2) * Distributions.NormalUpperQuantile(area);
        return new BinormalValues(a, B: 1, [.. upTo.SkipLast(1).Select(cases => Cutoff(cases, negatives, positives, a))]);
    }

    public BinormalValues Moved(BinormalStep step, double share) => new(
        A + (share * step.A), B + (share * step.B), [.. Cutoffs.Zip(step.Cutoffs, (cutoff, change) => cutoff + (share * change))]);

    /// <summary>Where so many cases are expected below, by bisection.</summary>
    private static double Cutoff(double cases, int negatives, int positives, double a)
    {
        var (low, high) = (-40.0, 40.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            var below = (negatives * Distributions.NormalUpper(-middle)) + (positives * Distributions.NormalUpper(a - middle));
            if (below < cases) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }
}
