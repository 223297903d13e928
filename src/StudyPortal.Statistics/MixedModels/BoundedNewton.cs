using MathNet.Numerics.LinearAlgebra;

namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// The minimum of a smooth function whose last arguments may not fall below 0, by Newton steps. Where the function curves downwards a
/// step takes the size of the curvature for the curvature, so that it still leads down. An argument at 0 stays there as long as the
/// function would rise with it; it is then exactly 0.
/// </summary>
internal static class BoundedNewton
{
    private const int MostSteps = 200;
    private const int MostHalvings = 60;

    /// <summary>A predicted gain so small that one more step, which squares the error, is the last.</summary>
    private const double Negligible = 1e-12;

    /// <param name="start">A point where the function exists.</param>
    /// <param name="firstBounded">Arguments from this one on may not fall below 0.</param>
    /// <param name="at">Null where the function does not exist.</param>
    /// <returns>Null when it did not converge.</returns>
    public static (double[] Arguments, SmoothPoint Point)? Minimum(
        double[] start, int firstBounded, Func<double[], SmoothPoint?> at, CancellationToken cancellationToken)
    {
        var x = start;
        var point = at(x) ?? throw new ArgumentException("The function does not exist at the start.", nameof(start));
        for (var count = 0; count < MostSteps; count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (step, gain, isWhole) = Step(x, point, firstBounded);
            if (Search(x, point, step, firstBounded, at) is not { } next) return null;

            (x, point) = next;
            if (isWhole && gain <= Negligible) return next;
        }

        return null;
    }

    /// <summary>
    /// The step, half of what it gains if the function is quadratic, and whether no argument was held at 0 against the function's will.
    /// </summary>
    private static (double[] Step, double Gain, bool IsWhole) Step(double[] x, SmoothPoint point, int firstBounded)
    {
        var gradient = point.Gradient;
        bool IsAtBound(int index) => index >= firstBounded && x[index] == 0;
        var free = Enumerable.Range(0, x.Length).Where(index => !IsAtBound(index) || gradient[index] < 0).ToList();
        var isWhole = true;
        while (free.Count > 0)
        {
            var step = NewtonStep(x.Length, free, point);
            if (free.RemoveAll(index => IsAtBound(index) && step[index] < 0) == 0)
                return (step, -free.Sum(index => gradient[index] * step[index]), isWhole);

            isWhole = false;
        }

        return (new double[x.Length], 0, isWhole);
    }

    private static double[] NewtonStep(int arguments, List<int> free, SmoothPoint point)
    {
        var curvature = point.Curvature(free);
        var gradient = Vector<double>.Build.Dense(free.Count, index => point.Gradient[free[index]]);
        var spectrum = curvature.Evd(Symmetricity.Symmetric);
        var sizes = spectrum.EigenValues.Map(value => Math.Abs(value.Real));
        var least = Math.Max(sizes.Maximum() * 1e-14, double.Epsilon);
        var along = spectrum.EigenVectors.TransposeThisAndMultiply(gradient).PointwiseDivide(sizes.PointwiseMaximum(least));
        var newton = spectrum.EigenVectors * along;
        var step = new double[arguments];
        foreach (var (position, index) in free.Index())
            step[index] = -newton[position];
        return step;
    }

    /// <summary>The first of the step, its half, its quarter, ... that does not lead up, give or take rounding.</summary>
    private static (double[] Arguments, SmoothPoint Point)? Search(
        double[] x, SmoothPoint point, double[] step, int firstBounded, Func<double[], SmoothPoint?> at)
    {
        var highest = point.Value + (1e-12 * (1 + Math.Abs(point.Value)));
        var share = 1.0;
        for (var halving = 0; halving < MostHalvings; halving++, share /= 2)
        {
            double[] next = [.. x.Select((value, index) => Bounded(value + (share * step[index]), index >= firstBounded))];
            if (at(next) is { } reached && reached.Value <= highest) return (next, reached);
        }

        return null;
    }

    private static double Bounded(double value, bool isBounded) => isBounded ? Math.Max(0, value) : value;
}
