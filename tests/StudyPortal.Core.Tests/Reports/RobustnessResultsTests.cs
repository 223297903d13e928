using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Tests.Reports;

public sealed class RobustnessResultsTests
{
    private static readonly int[] Truth = [.. Enumerable.Range(0, 60).Select(item => item % 2)];

    /// <summary>Positives a step higher than negatives, but for the first <paramref name="wrong"/> pairs, which are the other way round.</summary>
    private static double[] Logits(int wrong) => [.. Enumerable.Range(0, 60).Select(item => (item % 2 == 1) == (item / 2 >= wrong) ? 1.0 : 0.0)];

    [Fact]
    public void The_curve_begins_at_clean_images_and_its_area_is_the_average_over_the_radii()
    {
        var curve = Assert.Single(Curves((0, 3), (0.01, 6), (0.04, 15)));

        // The area of two groups of scores is (sensitivity + specificity) / 2: 27/30, 24/30 and 15/30.
        Assert.Equal([0.9, 0.8, 0.5], curve.Points.Select(point => Math.Round(point.Macro.Value.GetValueOrDefault(), 10)));
        Assert.Equal(((0.85 * 0.01) + (0.65 * 0.03)) / 0.04, curve.NormalisedArea.Value.GetValueOrDefault(), 1e-10);
        Assert.True(curve.NormalisedArea.Low < curve.NormalisedArea.Value && curve.NormalisedArea.Value < curve.NormalisedArea.High);
    }

    [Fact]
    public void The_area_holds_as_far_as_the_lower_ends_of_its_intervals_do()
    {
        var curve = Assert.Single(Curves((0, 3), (0.01, 6), (0.04, 15)));

        Assert.Equal([(0.5, 0.01), (0.75, 0)], curve.Holds.Select(reach => (reach.Above, reach.Epsilon.GetValueOrDefault(-1))));
    }

    [Fact]
    public void Where_it_never_holds_and_where_there_is_one_radius_only_the_reason_is_said()
    {
        var set = HandMadeSet.Empty with { Evaluations = [HandMadeSet.Scores(0, Truth, Logits(15), 0.01)] };
        var curve = Assert.Single(HandMadeSet.Compute(set).Robustness!);

        Assert.Equal("an area under the curve needs at least two radii", curve.NormalisedArea.Reason);
        Assert.All(curve.Holds, reach => Assert.Equal("the lower end of the interval is not above it at the smallest radius", reach.Reason));
    }

    [Fact]
    public void Other_cases_under_attack_leave_the_area_without_an_interval()
    {
        var fewer = HandMadeSet.Scores(0, Truth[..50], Logits(3)[..50], 0.01);
        var set = HandMadeSet.Empty with { Evaluations = [HandMadeSet.Scores(0, Truth, Logits(3)), fewer] };

        Assert.Equal("the areas are of different cases", Assert.Single(HandMadeSet.Compute(set).Robustness!).NormalisedArea.Reason);
    }

    [Fact]
    public void Without_attacks_there_is_no_curve()
    {
        var set = HandMadeSet.Empty with { Evaluations = [HandMadeSet.Scores(0, Truth, Logits(3))] };

        Assert.Empty(HandMadeSet.Compute(set).Robustness!);
    }

    private static IReadOnlyList<RobustnessResults> Curves(params (double Epsilon, int Wrong)[] points)
    {
        var set = HandMadeSet.Empty with { Evaluations = [.. points.Select(point => HandMadeSet.Scores(0, Truth, Logits(point.Wrong), point.Epsilon))] };
        return HandMadeSet.Compute(set).Robustness!;
    }
}
