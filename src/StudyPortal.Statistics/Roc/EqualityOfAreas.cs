using MathNet.Numerics.LinearAlgebra;

namespace StudyPortal.Statistics.Roc;

/// <summary>
/// The test that k paired areas are all equal: with d the differences of the first from the others and S their DeLong covariance,
/// d' S^-1 d against chi-square with k - 1 degrees of freedom (DeLong, DeLong &amp; Clarke-Pearson, Biometrics 1988;44:837, eq. 5).
/// </summary>
internal static class EqualityOfAreas
{
    private const double Singular = 1e-10;

    public static (Estimate ChiSquare, Estimate PValue) Test(IReadOnlyList<Placements> models)
    {
        if (models.Count < 2) return Undefined("one model has nothing to be compared with");

        var differences = models.Skip(1).Select(models[0].Minus).ToList();
        var standardErrors = differences.Select(difference => Math.Sqrt(Placements.Covariance(difference, difference))).ToList();
        if (standardErrors.Contains(0)) return Undefined("a difference of two areas has variance 0");

        // On the scale of standard errors the matrix is a correlation, whose smallest eigenvalue is 0 when it is singular.
        var z = Vector<double>.Build.Dense(differences.Count, at => differences[at].Area / standardErrors[at]);
        var correlation = Matrix<double>.Build.Dense(
            differences.Count,
            differences.Count,
            (row, column) => Placements.Covariance(differences[row], differences[column]) / (standardErrors[row] * standardErrors[column]));
        if (correlation.Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real) < Singular)
            return Undefined("the differences of the areas are linearly dependent");

        var chiSquare = Estimate.Of(z * correlation.Cholesky().Solve(z));
        return (chiSquare, chiSquare.Select(value => Distributions.ChiSquareUpper(value, differences.Count)));
    }

    private static (Estimate ChiSquare, Estimate PValue) Undefined(string reason) => (Estimate.Undefined(reason), Estimate.Undefined(reason));
}
