namespace StudyPortal.Statistics.Roc;

/// <summary>One Newton step, what it promises (twice the gain in likelihood), and the inverse information of a and b.</summary>
internal sealed record BinormalStep(
    double A, double B, double[] Cutoffs, double Gain, double VarianceOfA, double VarianceOfB, double Covariance)
{
    /// <summary>
    /// Solves the information times the step = gradient with the cutoffs eliminated; null where the information is not positive definite.
    /// </summary>
    public static BinormalStep? Solve(
        Tridiagonal cutoffs,
        (double[] WithA, double[] WithB) mixed,
        (double AA, double AB, double BB) information,
        (double A, double B, double[] Cutoffs) gradient)
    {
        if (!cutoffs.IsPositiveDefinite) return null;

        var alone = cutoffs.Solve(gradient.Cutoffs);
        var (perA, perB) = (cutoffs.Solve(mixed.WithA), cutoffs.Solve(mixed.WithB));
        var aa = information.AA - Dot(mixed.WithA, perA);
        var ab = information.AB - Dot(mixed.WithA, perB);
        var bb = information.BB - Dot(mixed.WithB, perB);
        var determinant = (aa * bb) - (ab * ab);
        if (!(aa > 0 && determinant > 0)) return null;

        var (byA, byB) = (gradient.A - Dot(mixed.WithA, alone), gradient.B - Dot(mixed.WithB, alone));
        var (a, b) = (((bb * byA) - (ab * byB)) / determinant, ((aa * byB) - (ab * byA)) / determinant);
        double[] steps = [.. alone.Select((value, at) => value - (perA[at] * a) - (perB[at] * b))];
        var gain = (gradient.A * a) + (gradient.B * b) + Dot(gradient.Cutoffs, steps);
        return new BinormalStep(a, b, steps, gain, bb / determinant, aa / determinant, -ab / determinant);
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, (mine, theirs) => mine * theirs).Sum();
}
