using MathNet.Numerics.LinearAlgebra;

namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// Henderson's mixed model equations (Biometrics 1975;31:423) at given ratios of the two random variances to the residual one, which may
/// be 0. With V = I + large Z1 Z1' + small Z2 Z2', and everything in units of the residual variance: C = I + large Z1 Z1' is inverted
/// level by level, W holds the columns of <see cref="CrossProducts"/>, and
/// P = V^-1 - V^-1 X (X'V^-1 X)^-1 X'V^-1 = C^-1 - C^-1 W K W'C^-1. O(levels x columns^2 + columns^3).
/// </summary>
internal sealed class MixedEquations
{
    private readonly Matrix<double> factor;
    private Matrix<double>? squareWeighted;
    private Matrix<double>? cubeWeighted;

    public MixedEquations(CrossProducts sums, double large, double small)
    {
        Sums = sums;
        (Large, Small) = (large, small);
        Kept = [.. sums.Counts.Select(count => 1 / (1 + (large * count)))];
        double[] taken = [.. Kept.Select(kept => large * kept)];
        Reduced = sums.Gram - sums.WeightedGram(taken);
        Right = sums.Moments - sums.WeightedRows(Times(taken, sums.Totals));
        Scale = Vector<double>.Build.Dense(sums.Width, column => column < sums.SmallLevels ? Math.Sqrt(small) : 1);
        factor = Scaled(Reduced, Scale).Add(Prior()).Cholesky().Factor;
        Inverse = InverseOfLeading(sums.Width);
        Solution = Inverse * Right;
        Residual = sums.SumOfSquares - Times(taken, Times(sums.Totals, sums.Totals)).Sum() - (Right * Solution);
    }

    public CrossProducts Sums { get; }

    public double Large { get; }

    public double Small { get; }

    /// <summary>1 / (1 + large n) of each level of the large factor.</summary>
    public double[] Kept { get; }

    /// <summary>W'C^-1 W.</summary>
    public Matrix<double> Reduced { get; }

    /// <summary>W'C^-1 y.</summary>
    public Vector<double> Right { get; }

    /// <summary>K. Its last rows and columns are the covariance of the fixed effects.</summary>
    public Matrix<double> Inverse { get; }

    /// <summary>K W'C^-1 y: the predicted effects of the small factor and then the fixed effects.</summary>
    public Vector<double> Solution { get; }

    /// <summary>y'P y.</summary>
    public double Residual { get; }

    /// <summary>W'C^-1 Z1 Z1'C^-1 W.</summary>
    public Matrix<double> SquareWeighted => squareWeighted ??= Sums.WeightedGram(Times(Kept, Kept));

    /// <summary>W'C^-1 Z1 (Z1'C^-1 Z1) Z1'C^-1 W.</summary>
    public Matrix<double> CubeWeighted => cubeWeighted ??= Sums.WeightedGram(Times(Times(Kept, Kept), Times(Kept, Sums.Counts)));

    /// <summary>log |V|.</summary>
    public double LogDeterminant => LogDeterminantOfLeading(Sums.SmallLevels);

    /// <summary>log |V| + log |X'V^-1 X|.</summary>
    public double LogDeterminantWithFixed => LogDeterminantOfLeading(Sums.Width);

    private Vector<double> Scale { get; }

    /// <summary>What stands for K where V^-1 = C^-1 - C^-1 W K W'C^-1 takes the place of P.</summary>
    public Matrix<double> InverseWithoutFixed() => InverseOfLeading(Sums.SmallLevels);

    private Matrix<double> Prior() =>
        Matrix<double>.Build.Diagonal(Sums.Width, Sums.Width, column => column < Sums.SmallLevels ? 1 : 0);

    private Matrix<double> InverseOfLeading(int size)
    {
        var lower = factor.SubMatrix(0, size, 0, size);
        var root = lower.LowerTriangle().Solve(Matrix<double>.Build.DenseIdentity(size));
        var inverse = Matrix<double>.Build.Dense(Sums.Width, Sums.Width);
        inverse.SetSubMatrix(0, 0, root.TransposeThisAndMultiply(root));
        return Scaled(inverse, Scale);
    }

    private double LogDeterminantOfLeading(int size) =>
        (2 * Enumerable.Range(0, size).Sum(column => Math.Log(factor[column, column]))) - Kept.Sum(Math.Log);

    private static Matrix<double> Scaled(Matrix<double> matrix, Vector<double> scale) =>
        matrix.MapIndexed((row, column, value) => scale[row] * value * scale[column]);

    private static double[] Times(double[] first, double[] second) => [.. first.Zip(second, (x, y) => x * y)];
}
