using MathNet.Numerics.LinearAlgebra;

namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// The covariance of the fixed effects, how it moves with each variance, and the information on the variances; terms are numbered as in
/// <see cref="VarianceMoments"/>: large factor, small factor, residual. U = V^-1 X (X'V^-1 X)^-1.
/// </summary>
internal sealed class FixedEffectCovariance
{
    private readonly VarianceFit fit;
    private readonly VarianceMoments traces;
    private readonly VarianceMoments forms;

    /// <param name="fit">By REML.</param>
    public FixedEffectCovariance(VarianceFit fit)
    {
        this.fit = fit;
        var equations = fit.Equations;
        var (large, small, sums) = (equations.Large, equations.Small, equations.Sums);
        var df = sums.Observations - sums.FixedGroups;
        traces = VarianceMoments.Traces(equations, equations.Inverse).WithResidual(large, small, df);
        forms = VarianceMoments.Forms(equations).WithResidual(large, small, equations.Residual);
        var columns = equations.Inverse.SubMatrix(0, sums.Width, sums.SmallLevels, sums.FixedGroups);
        Unit = columns.SubMatrix(sums.SmallLevels, sums.FixedGroups, 0, sums.FixedGroups);
        Means = equations.Solution.SubVector(sums.SmallLevels, sums.FixedGroups) + sums.Mean;
        Slopes = WithResidual(SlopesOfFactors(equations, columns));
        Curves = WithResidual(CurvesOfFactors(equations, columns));
    }

    /// <summary>The mean of each fixed group.</summary>
    public Vector<double> Means { get; }

    public Matrix<double> Covariance => Unit * fit.ResidualVariance;

    /// <summary>The covariance's derivative by each variance, U'G U.</summary>
    public Matrix<double>[] Slopes { get; }

    /// <summary>U'G P G U in units of 1 / residual variance, by which Kenward and Roger correct the covariance.</summary>
    public Matrix<double>[,] Curves { get; }

    /// <summary>The variances that are part of the model, at 0 or not.</summary>
    public IReadOnlyList<int> Terms => fit.HasSmallFactor ? [0, 1, 2] : [0, 2];

    /// <summary>Those of them that are not at 0.</summary>
    public IReadOnlyList<int> PositiveTerms =>
        [.. Terms.Where(term => term == 2 || (term == 0 ? fit.Equations.Large : fit.Equations.Small) > 0)];

    private Matrix<double> Unit { get; }

    /// <summary>Minus the second derivatives of the REML log likelihood.</summary>
    public Matrix<double> ObservedInformation(IReadOnlyList<int> terms) => Information(
        terms, (i, j) => (forms.Double[i, j] / fit.ResidualVariance) - (traces.Double[i, j] / 2));

    /// <summary>Their expectation.</summary>
    public Matrix<double> ExpectedInformation(IReadOnlyList<int> terms) => Information(terms, (i, j) => traces.Double[i, j] / 2);

    private Matrix<double> Information(IReadOnlyList<int> terms, Func<int, int, double> entry)
    {
        var squared = fit.ResidualVariance * fit.ResidualVariance;
        return Matrix<double>.Build.Dense(terms.Count, terms.Count, (row, column) => entry(terms[row], terms[column]) / squared);
    }

    /// <summary>U'V U = (X'V^-1 X)^-1 gives the residual's slope.</summary>
    private Matrix<double>[] WithResidual(Matrix<double>[] slopes) =>
        [.. slopes, Unit - (slopes[0] * fit.Equations.Large) - (slopes[1] * fit.Equations.Small)];

    /// <summary>P V U = 0 gives the residual's row.</summary>
    private Matrix<double>[,] WithResidual(Matrix<double>[,] curves)
    {
        Matrix<double> Remainder(Matrix<double> ofLarge, Matrix<double> ofSmall) =>
            -((ofLarge * fit.Equations.Large) + (ofSmall * fit.Equations.Small));

        var (withLarge, withSmall) = (Remainder(curves[0, 0], curves[0, 1]), Remainder(curves[1, 0], curves[1, 1]));
        var (fromLarge, fromSmall) = (Remainder(curves[0, 0], curves[1, 0]), Remainder(curves[0, 1], curves[1, 1]));
        return new[,]
        {
            { curves[0, 0], curves[0, 1], withLarge },
            { curves[1, 0], curves[1, 1], withSmall },
            { fromLarge, fromSmall, Remainder(fromLarge, fromSmall) },
        };
    }

    private static Matrix<double>[] SlopesOfFactors(MixedEquations equations, Matrix<double> columns)
    {
        var ofSmall = SmallRows(equations, equations.Reduced * columns);
        return [columns.TransposeThisAndMultiply(equations.SquareWeighted * columns), ofSmall.TransposeThisAndMultiply(ofSmall)];
    }

    private static Matrix<double>[,] CurvesOfFactors(MixedEquations equations, Matrix<double> columns)
    {
        var (reduced, inverse) = (equations.Reduced, equations.Inverse);
        var ofSmall = SmallRows(equations, reduced * columns);
        var ofLarge = equations.SquareWeighted * columns;
        var within = SmallRows(equations, reduced - (reduced * inverse * reduced)).SubMatrix(0, ofSmall.RowCount, 0, ofSmall.RowCount);
        var across = SmallRows(equations, ofLarge - (reduced * (inverse * ofLarge)));
        var mixed = ofSmall.TransposeThisAndMultiply(across);
        var largeTwice = columns.TransposeThisAndMultiply(equations.CubeWeighted * columns) - ofLarge.TransposeThisAndMultiply(inverse * ofLarge);
        return new[,]
        {
            { largeTwice, mixed.Transpose() },
            { mixed, ofSmall.TransposeThisAndMultiply(within * ofSmall) },
        };
    }

    private static Matrix<double> SmallRows(MixedEquations equations, Matrix<double> matrix) =>
        matrix.SubMatrix(0, equations.Sums.SmallLevels, 0, matrix.ColumnCount);
}
