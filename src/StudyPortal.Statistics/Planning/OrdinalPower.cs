using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Resampling;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Statistics.Planning;

/// <summary>
/// Power of Wilcoxon's signed-rank test for paired ordinal ratings, without a model of them: studies of the planned size are drawn with
/// replacement from the pairs of a pilot, and the test to report (Pratt, two-sided) is made in each (Collings &amp; Hamilton, Biometrics
/// 1988;44:847). The same plan gives the same power for any number of cores. O(studies x pairs^3) while the test is exact.
/// </summary>
/// <param name="PilotPairs">Complete pairs drawn from.</param>
/// <param name="Studies">Drawn.</param>
/// <param name="Power">Share of the studies in which p is below alpha; its Wilson interval says how far the drawing itself is off.</param>
public sealed record OrdinalPower(int PilotPairs, int Studies, Estimate Power)
{
    /// <param name="first">Ratings of the pilot under the first arm.</param>
    /// <param name="second">Of the same cases under the second; a pair with a missing rating is dropped.</param>
    /// <param name="pairs">Planned.</param>
    /// <param name="plan">How many studies, the seed, and the coverage of the interval.</param>
    /// <param name="alpha">Two-sided.</param>
    /// <param name="cancellationToken">Stops between studies.</param>
    public static OrdinalPower Of(
        IReadOnlyList<double?> first, IReadOnlyList<double?> second, int pairs, BootstrapPlan plan, double alpha, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var pilot = PairedDifferences.Complete(first, second);
        var problem = PlanningInput.Problem(alpha)
            ?? (pairs < 1 ? "at least 1 pair is needed" : null)
            ?? (pilot.Count < 2 ? "the pilot has fewer than 2 complete pairs" : null);
        if (problem is not null) return new OrdinalPower(pilot.Count, plan.Replicates, Estimate.Undefined(problem));

        var found = Bootstrap.Run(plan, draws => IsFound(Drawn(pilot, pairs, draws), alpha) ? 1 : 0, cancellationToken);
        var count = (int)Math.Round(found.Mean.Value.GetValueOrDefault() * plan.Replicates);
        return new OrdinalPower(pilot.Count, plan.Replicates, new Proportion(count, plan.Replicates).Wilson(plan.Confidence));
    }

    private static List<(double First, double Second)> Drawn(List<(double First, double Second)> pilot, int pairs, Draws draws)
    {
        var drawn = new List<(double First, double Second)>(pairs + pilot.Count);
        while (drawn.Count < pairs)
            drawn.AddRange(draws.Sample(pilot.Count).Select(index => pilot[index]));

        drawn.RemoveRange(pairs, drawn.Count - pairs);
        return drawn;
    }

    private static bool IsFound(List<(double First, double Second)> study, double alpha) => WilcoxonSignedRank.Of(
        [.. study.Select(pair => (double?)pair.First)], [.. study.Select(pair => (double?)pair.Second)]).PValue.Value < alpha;
}
