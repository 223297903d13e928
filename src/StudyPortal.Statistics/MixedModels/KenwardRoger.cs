using MathNet.Numerics.LinearAlgebra;

namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// Kenward &amp; Roger's correction of the covariance for the estimated variances and their F test (Biometrics 1997;53:983), as pbkrtest
/// has them (Halekoh &amp; H&#248;jsgaard, J Stat Softw 2014;59(9)): from the expected information, with the variances estimated as 0.
/// </summary>
internal sealed class KenwardRoger
{
    private readonly FixedEffectCovariance effects;
    private readonly Matrix<double> ofVariances;

    public KenwardRoger(FixedEffectCovariance effects, double residualVariance)
    {
        this.effects = effects;
        ofVariances = effects.ExpectedInformation(effects.Terms).Inverse();
        Covariance = effects.Covariance + (Sum((i, j) => effects.Curves[i, j]) * (2 / residualVariance));
    }

    public Matrix<double> Covariance { get; }

    /// <param name="contrasts">Independent contrasts of the group means, one a row.</param>
    public FTest Test(Matrix<double> contrasts)
    {
        var estimates = contrasts * effects.Means;
        var wald = estimates * (contrasts * Covariance * contrasts.Transpose()).Solve(estimates);
        var (df, scale) = Approximation(contrasts);
        var f = scale * wald / contrasts.RowCount;
        return FTest.Of(f >= 0 ? Estimate.Of(f) : Estimate.Undefined(ContrastTest.NoInformation), contrasts.RowCount, df);
    }

    public double Df(Vector<double> contrast) => Approximation(contrast.ToRowMatrix()).Df;

    /// <summary>The df and the factor of F, named as Kenward and Roger name what leads to them.</summary>
    private (double Df, double Scale) Approximation(Matrix<double> contrasts)
    {
        double q = contrasts.RowCount;
        var theta = contrasts.TransposeThisAndMultiply((contrasts * effects.Covariance * contrasts.Transpose()).Solve(contrasts));
        var (a1, a2) = FirstTerms(theta);
        var b = (a1 + (6 * a2)) / (2 * q);
        var g = (((q + 1) * a1) - ((q + 4) * a2)) / ((q + 2) * a2);
        var divisor = (3 * q) + (2 * (1 - g));
        var (c1, c2, c3) = (g / divisor, (q - g) / divisor, (q + 2 - g) / divisor);
        var (v0, v1, v2) = (1 + (c1 * b), 1 - (c2 * b), 1 - (c3 * b));
        var ratio = Math.Max(Math.Abs(1 - (a2 / q)), Math.Abs(v1)) < 1e-14 ? 1 : (1 - (a2 / q)) / v1;
        var rho = ratio * ratio * v0 / (q * v2);
        var df = 4 + ((q + 2) / ((q * rho) - 1));
        return (df, Math.Abs(df - 2) < 0.01 ? 1 : df * (1 - (a2 / q)) / (df - 2));
    }

    private (double A1, double A2) FirstTerms(Matrix<double> theta)
    {
        var slopes = effects.Slopes.Select(slope => theta * slope).ToArray();
        var (a1, a2) = (0.0, 0.0);
        foreach (var (row, i) in effects.Terms.Index())
        {
            foreach (var (column, j) in effects.Terms.Index())
            {
                a1 += ofVariances[row, column] * slopes[i].Trace() * slopes[j].Trace();
                a2 += ofVariances[row, column] * slopes[i].PointwiseMultiply(slopes[j].Transpose()).Enumerate().Sum();
            }
        }

        return (a1, a2);
    }

    private Matrix<double> Sum(Func<int, int, Matrix<double>> term)
    {
        var sum = effects.Covariance * 0;
        foreach (var (row, i) in effects.Terms.Index())
        {
            foreach (var (column, j) in effects.Terms.Index())
                sum += term(i, j) * ofVariances[row, column];
        }

        return sum;
    }
}
