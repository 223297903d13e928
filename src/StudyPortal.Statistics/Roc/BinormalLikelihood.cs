namespace StudyPortal.Statistics.Roc;

/// <summary>
/// Finds the maximum of the binormal likelihood by Newton's method with the observed information, or Fisher's scoring where that is not
/// positive. The cutoffs' part of the information is tridiagonal and is eliminated first, so a step costs O(categories).
/// </summary>
internal sealed class BinormalLikelihood(TruthRuns runs)
{
    private const int MostSteps = 500;
    private const double Converged = 1e-12;

    public static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>Null where no maximum is found.</summary>
    public BinormalFit? Maximum()
    {
        var now = BinormalValues.Start(runs);
        for (var count = 0; count < MostSteps; count++)
        {
            if ((StepFrom(now, expected: false) ?? StepFrom(now, expected: true)) is not { } step) return null;
            if (Halved(now, step) is not { } next) return null;

            now = next;
            if (step.Gain < Converged) return Fit(now);
        }

        return null;
    }

    private BinormalFit? Fit(BinormalValues at) => StepFrom(at, expected: false) is { } step
        ? new BinormalFit(at.A, at.B, at.Cutoffs, LogLikelihood(at), step.VarianceOfA, step.VarianceOfB, step.Covariance)
        : null;

    /// <summary>The step, or the largest of its halves, quarters ... that keeps the order of the cutoffs and lowers nothing.</summary>
    private BinormalValues? Halved(BinormalValues now, BinormalStep step)
    {
        var before = LogLikelihood(now);
        for (var share = 1.0; share > 1e-12; share /= 2)
        {
            var next = now.Moved(step, share);
            if (next.IsOrdered && LogLikelihood(next) >= before - (1e-12 * Math.Abs(before))) return next;
        }

        return null;
    }

    private double LogLikelihood(BinormalValues at) =>
        OrderedProbit.At(runs.Negatives, at.Cutoffs, expected: true).LogLikelihood
        + OrderedProbit.At(runs.Positives, at.OnPositives, expected: true).LogLikelihood;

    /// <summary>Null where the information is not positive definite.</summary>
    private BinormalStep? StepFrom(BinormalValues at, bool expected)
    {
        var negative = OrderedProbit.At(runs.Negatives, at.Cutoffs, expected);
        var positive = OrderedProbit.At(runs.Positives, at.OnPositives, expected);
        var (a, b, cutoffs) = (at.A, at.B, at.Cutoffs);
        var byOne = positive.Times([.. cutoffs.Select(_ => 1.0)]);
        var byCutoff = positive.Times(cutoffs);
        double[] diagonal = [.. negative.Diagonal.Zip(positive.Diagonal, (x, y) => x + (b * b * y))];
        double[] beside = [.. negative.Beside.Zip(positive.Beside, (x, y) => x + (b * b * y))];
        double[] withA = [.. byOne.Select(value => -b * value)];
        double[] withB = [.. byCutoff.Zip(positive.Gradient, (value, gradient) => (b * value) - (expected ? 0 : gradient))];
        double[] gradient = [.. negative.Gradient.Zip(positive.Gradient, (x, y) => x + (b * y))];
        return BinormalStep.Solve(
            new Tridiagonal(diagonal, beside),
            (withA, withB),
            (byOne.Sum(), -byCutoff.Sum(), Dot(cutoffs, byCutoff)),
            (-positive.Gradient.Sum(), Dot(positive.Gradient, cutoffs), gradient));
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, (mine, theirs) => mine * theirs).Sum();
}
