using MathNet.Numerics.LinearAlgebra;

namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// Degrees of freedom after Satterthwaite (Biometrics Bull 1946;2:110) and Fai &amp; Cornelius (J Stat Comput Simul 1996;54:363), as
/// lmerTest has them: from the observed information, without the variances that are estimated as 0.
/// </summary>
internal sealed class Satterthwaite(FixedEffectCovariance effects)
{
    private const double Alike = 1e-8;

    private readonly Matrix<double> ofVariances = effects.ObservedInformation(effects.PositiveTerms).Inverse();

    /// <summary>Of one contrast of the group means; infinite where its variance is known without error.</summary>
    public double Df(Vector<double> contrast)
    {
        var variance = contrast * (effects.Covariance * contrast);
        var slopes = Vector<double>.Build.DenseOfEnumerable(
            effects.PositiveTerms.Select(term => contrast * (effects.Slopes[term] * contrast)));
        return 2 * variance * variance / (slopes * (ofVariances * slopes));
    }

    /// <summary>
    /// F of several contrasts at once: they are turned until their estimates do not correlate, and the df of the single t tests are put
    /// together.
    /// </summary>
    public FTest Test(Matrix<double> contrasts)
    {
        var spectrum = (contrasts * effects.Covariance * contrasts.Transpose()).Evd(Symmetricity.Symmetric);
        var turned = spectrum.EigenVectors.TransposeThisAndMultiply(contrasts);
        var f = (turned * effects.Means).Select((value, row) => value * value / spectrum.EigenValues[row].Real).Average();
        double[] df = [.. turned.EnumerateRows().Select(Df)];
        return FTest.Of(f >= 0 ? Estimate.Of(f) : Estimate.Undefined(ContrastTest.NoInformation), df.Length, Together(df));
    }

    private static double Together(double[] df)
    {
        if (df.Zip(df.Skip(1)).All(pair => Math.Abs(pair.First - pair.Second) < Alike)) return df.Average();
        if (df.Min() <= 2) return 2;

        var expectation = df.Sum(value => value / (value - 2));
        return 2 * expectation / (expectation - df.Length);
    }
}
