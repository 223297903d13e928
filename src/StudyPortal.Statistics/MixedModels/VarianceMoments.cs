using MathNet.Numerics.LinearAlgebra;

namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// With G1 = Z1 Z1' of the large factor, G2 = Z2 Z2' of the small one and G3 = I of the residual: tr(A G) and tr(A G A G), where A is P or
/// V^-1, or y'P G P y and y'P G P G P y. All come from sums over the large factor's levels; no matrix is as large as the data.
/// </summary>
internal sealed record VarianceMoments(double[] Single, double[,] Double)
{
    /// <summary>tr(A G) and tr(A G A G), A given by what it has for K.</summary>
    public static VarianceMoments Traces(MixedEquations equations, Matrix<double> inverse)
    {
        var (small, kept, counts) = (equations.Sums.SmallLevels, equations.Kept, equations.Sums.Counts);
        var rest = Rest(equations, inverse).SubMatrix(0, equations.Sums.Width, 0, small);
        var within = (equations.Reduced * rest).SubMatrix(0, small, 0, small);
        var square = inverse * equations.SquareWeighted;
        double[] diagonal = [.. kept.Zip(counts, (share, count) => share * count)];
        var largeTwice = diagonal.Sum(value => value * value)
            - (2 * inverse.PointwiseMultiply(equations.CubeWeighted).Enumerate().Sum())
            + square.PointwiseMultiply(square.Transpose()).Enumerate().Sum();
        var mixed = rest.PointwiseMultiply(equations.SquareWeighted * rest).Enumerate().Sum();
        return Of(
            diagonal.Sum() - square.Trace(), within.Trace(), largeTwice, within.PointwiseMultiply(within).Enumerate().Sum(), mixed);
    }

    /// <summary>y'P G P y and y'P G P G P y.</summary>
    public static VarianceMoments Forms(MixedEquations equations)
    {
        var (sums, small) = (equations.Sums, equations.Sums.SmallLevels);
        var rest = Rest(equations, equations.Inverse).SubMatrix(0, sums.Width, 0, small);
        var within = (equations.Reduced * rest).SubMatrix(0, small, 0, small);
        var smallSums = (equations.Right - (equations.Reduced * equations.Solution)).SubVector(0, small);
        double[] largeSums = [.. sums.Totals.Select((total, level) => equations.Kept[level] * (total - Predicted(equations, level)))];
        var meeting = sums.WeightedRows([.. largeSums.Zip(equations.Kept, (sum, kept) => sum * kept)]);
        var largeTwice = largeSums.Select((sum, level) => sum * sum * equations.Kept[level] * sums.Counts[level]).Sum()
            - (meeting * (equations.Inverse * meeting));
        return Of(
            largeSums.Sum(sum => sum * sum),
            smallSums * smallSums,
            largeTwice,
            smallSums * (within * smallSums),
            meeting * (rest * smallSums));
    }

    /// <summary>
    /// The same with the residual as third: P = P V P gives its row from those of the two factors, and from
    /// <paramref name="total"/> = tr(P V) or y'P y.
    /// </summary>
    public VarianceMoments WithResidual(double large, double small, double total)
    {
        double Remainder(double whole, double ofLarge, double ofSmall) => whole - (large * ofLarge) - (small * ofSmall);

        var residual = Remainder(total, Single[0], Single[1]);
        var (withLarge, withSmall) = (Remainder(Single[0], Double[0, 0], Double[0, 1]), Remainder(Single[1], Double[1, 0], Double[1, 1]));
        return new VarianceMoments(
            [Single[0], Single[1], residual],
            new[,]
            {
                { Double[0, 0], Double[0, 1], withLarge },
                { Double[1, 0], Double[1, 1], withSmall },
                { withLarge, withSmall, Remainder(residual, withLarge, withSmall) },
            });
    }

    private static VarianceMoments Of(double large, double small, double largeTwice, double smallTwice, double mixed) =>
        new([large, small], new[,] { { largeTwice, mixed }, { mixed, smallTwice } });

    /// <summary>I - K W'C^-1 W.</summary>
    private static Matrix<double> Rest(MixedEquations equations, Matrix<double> inverse) =>
        Matrix<double>.Build.DenseIdentity(equations.Sums.Width) - (inverse * equations.Reduced);

    private static double Predicted(MixedEquations equations, int level) =>
        equations.Sums.Row(level).Zip(equations.Solution, (count, effect) => count * effect).Sum();
}
