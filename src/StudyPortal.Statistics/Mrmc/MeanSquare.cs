namespace StudyPortal.Statistics.Mrmc;

/// <summary>A sum of squares over its degrees of freedom; undefined where there are none.</summary>
public sealed record MeanSquare(Estimate Value, int Df)
{
    private const double Noise = 1e-13;

    /// <param name="effects">One for each cell of the margin; all of them no larger than rounding noise are 0.</param>
    /// <param name="repeats">How many values each effect stands for.</param>
    /// <param name="df">Degrees of freedom.</param>
    internal static MeanSquare Of(IEnumerable<double> effects, double repeats, int df)
    {
        if (df == 0) return new MeanSquare(Estimate.Undefined("no degrees of freedom are left"), 0);

        var all = effects.ToList();
        var sum = all.TrueForAll(effect => Math.Abs(effect) <= Noise) ? 0 : all.Sum(effect => effect * effect);
        return new MeanSquare(Estimate.Of(repeats * sum / df), df);
    }
}
