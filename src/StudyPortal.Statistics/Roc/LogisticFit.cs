namespace StudyPortal.Statistics.Roc;

/// <summary>
/// Logistic regression of truth on one covariate by Newton's method; the first <paramref name="positives"/> cases are the positive ones.
/// The caller makes sure that the estimates are finite. The likelihood is concave, so a step that lowers it is halved.
/// </summary>
internal sealed class LogisticFit(double[] covariate, int positives)
{
    private const int MostSteps = 200;
    private const double Converged = 1e-12;

    /// <summary>The intercept with the slope held at 1, and its variance; null where Newton's method finds no end.</summary>
    public (double Intercept, double Variance)? InterceptAlone()
    {
        var intercept = 0.0;
        for (var step = 0; step < MostSteps; step++)
        {
            var at = Derivatives(intercept, 1);
            var change = at.ByIntercept / at.II;
            if (!double.IsFinite(change)) return null;
            if (Math.Abs(change) <= Converged * (1 + Math.Abs(intercept))) return (intercept + change, 1 / at.II);

            intercept += change * Halved(share => LogLikelihood(intercept + (share * change), 1), LogLikelihood(intercept, 1));
        }

        return null;
    }

    /// <summary>Intercept and slope with their variances; null where Newton's method finds no end.</summary>
    public (double Intercept, double Slope, double VarianceOfIntercept, double VarianceOfSlope)? Line()
    {
        var (intercept, slope) = (0.0, 0.0);
        for (var step = 0; step < MostSteps; step++)
        {
            var at = Derivatives(intercept, slope);
            var determinant = (at.II * at.SS) - (at.IS * at.IS);
            var byIntercept = ((at.SS * at.ByIntercept) - (at.IS * at.BySlope)) / determinant;
            var bySlope = ((at.II * at.BySlope) - (at.IS * at.ByIntercept)) / determinant;
            if (!double.IsFinite(byIntercept + bySlope)) return null;
            if (Math.Abs(byIntercept) + Math.Abs(bySlope) <= Converged * (1 + Math.Abs(intercept) + Math.Abs(slope)))
                return (intercept + byIntercept, slope + bySlope, at.SS / determinant, at.II / determinant);

            var factor = Halved(
                share => LogLikelihood(intercept + (share * byIntercept), slope + (share * bySlope)), LogLikelihood(intercept, slope));
            (intercept, slope) = (intercept + (factor * byIntercept), slope + (factor * bySlope));
        }

        return null;
    }

    /// <summary>The largest of 1, 1/2, 1/4 ... whose step does not lower the likelihood beyond rounding.</summary>
    private static double Halved(Func<double, double> likelihood, double now)
    {
        var factor = 1.0;
        while (factor > 1e-10 && !(likelihood(factor) >= now - (1e-12 * Math.Abs(now)))) factor /= 2;
        return factor;
    }

    private double LogLikelihood(double intercept, double slope)
    {
        var sum = 0.0;
        for (var index = 0; index < covariate.Length; index++)
        {
            var logit = intercept + (slope * covariate[index]);
            var against = index < positives ? -logit : logit;
            sum -= Math.Max(against, 0) + double.LogP1(Math.Exp(-Math.Abs(against)));
        }

        return sum;
    }

    /// <summary>The gradient and the information.</summary>
    private (double ByIntercept, double BySlope, double II, double IS, double SS) Derivatives(double intercept, double slope)
    {
        var (byIntercept, bySlope, ii, @is, ss) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var index = 0; index < covariate.Length; index++)
        {
            var x = covariate[index];
            var probability = 1 / (1 + Math.Exp(-(intercept + (slope * x))));
            var residual = (index < positives ? 1 : 0) - probability;
            var weight = probability * (1 - probability);
            byIntercept += residual;
            bySlope += residual * x;
            ii += weight;
            @is += weight * x;
            ss += weight * x * x;
        }

        return (byIntercept, bySlope, ii, @is, ss);
    }
}
