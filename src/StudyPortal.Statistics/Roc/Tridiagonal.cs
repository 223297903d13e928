namespace StudyPortal.Statistics.Roc;

/// <summary>A symmetric tridiagonal matrix, factored as L D L'. O(size).</summary>
internal sealed class Tridiagonal
{
    private readonly double[] pivots;
    private readonly double[] below;

    public Tridiagonal(double[] diagonal, double[] beside)
    {
        pivots = [.. diagonal];
        below = new double[beside.Length];
        for (var at = 0; at < beside.Length; at++)
        {
            below[at] = beside[at] / pivots[at];
            pivots[at + 1] -= beside[at] * below[at];
        }
    }

    public bool IsPositiveDefinite => pivots.All(pivot => pivot > 0);

    public double[] Solve(double[] right)
    {
        double[] solution = [.. right];
        for (var at = 1; at < solution.Length; at++) solution[at] -= below[at - 1] * solution[at - 1];
        for (var at = 0; at < solution.Length; at++) solution[at] /= pivots[at];
        for (var at = solution.Length - 2; at >= 0; at--) solution[at] -= below[at] * solution[at + 1];
        return solution;
    }
}
