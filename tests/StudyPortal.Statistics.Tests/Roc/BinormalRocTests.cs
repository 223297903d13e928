using StudyPortal.Statistics.Roc;

namespace StudyPortal.Statistics.Tests.Roc;

public sealed class BinormalRocTests
{
    /// <summary>RJafroc 2.1.3, FitBinormalRoc on the counts of its own tests; it stops some 1e-5 before the maximum.</summary>
    [Theory]
    [InlineData(new[] { 0, 4, 7, 11 }, new[] { 2, 3, 5, 6 }, -0.270995967799977, 0.648874569516387, 0.410082922416135, 0.111250082726181, -43.8946469521342)]
    [InlineData(new[] { 47, 9, 10, 2, 1 }, new[] { 4, 1, 2, 10, 28 }, 1.70215088479502, 0.536773237502827, 0.933160455315855, 0.0298632990624253, -116.896220497495)]
    public void Parameters_and_area_equal_those_of_RJafroc(
        int[] negatives, int[] positives, double a, double b, double area, double standardError, double logLikelihood)
    {
        var curve = BinormalRoc.Of(Graded(negatives, positives));

        Assert.Equal(a, curve.A.Value.Value!.Value, 1e-5);
        Assert.Equal(b, curve.B.Value.Value!.Value, 1e-5);
        Assert.Equal(area, curve.Area.Value!.Value, 1e-6);
        Assert.Equal(standardError, curve.AreaStandardError.Value!.Value, 1e-6);
        Assert.Equal(logLikelihood, curve.LogLikelihood.Value!.Value, 1e-9);
    }

    /// <summary>R 4.2.2: the same likelihood by optim to 1e-15 and its numerical Hessian, for the grade and the continuous marker of aSAH.</summary>
    [Fact]
    public void Grades_and_continuous_scores_equal_a_maximum_found_by_R()
    {
        var grade = BinormalRoc.Of(Asah.Wfns);
        Assert.Equal(1.54087650, grade.A.Value.Value!.Value, 2e-6);
        Assert.Equal(1.13972210, grade.B.Value.Value!.Value, 2e-6);
        Assert.Equal(0.845245356, grade.Area.Value!.Value, 1e-7);
        Assert.Equal(0.038282980, grade.AreaStandardError.Value!.Value, 1e-6);
        Assert.Equal(0.0664453547, grade.CovarianceOfAB.Value!.Value, 1e-5);

        var continuous = BinormalRoc.Of(Asah.S100b);
        Assert.Equal(0.73906678, continuous.A.Value.Value!.Value, 1e-4);
        Assert.Equal(0.63920696, continuous.B.Value.Value!.Value, 1e-4);
        Assert.Equal(0.73326538, continuous.Area.Value!.Value, 1e-5);
        Assert.Equal(0.05154195, continuous.AreaStandardError.Value!.Value, 1e-4);
    }

    [Fact]
    public void Only_the_order_of_the_scores_matters()
    {
        var sample = Asah.Ndka;
        var logarithms = new RocSample([.. sample.Positives.Select(score => Math.Log(score))], [.. sample.Negatives.Select(score => Math.Log(score))]);

        Assert.Equal(BinormalRoc.Of(sample).Area, BinormalRoc.Of(logarithms).Area);
    }

    [Fact]
    public void Exchanging_the_classes_mirrors_the_curve()
    {
        var (curve, sample) = (BinormalRoc.Of(Asah.Wfns), Asah.Wfns);
        var mirrored = BinormalRoc.Of(new RocSample([.. sample.Negatives.Select(score => -score)], [.. sample.Positives.Select(score => -score)]));

        Assert.Equal(curve.Area.Value!.Value, mirrored.Area.Value!.Value, 1e-9);
        Assert.Equal(curve.AreaStandardError.Value!.Value, mirrored.AreaStandardError.Value!.Value, 1e-9);
        Assert.Equal(1 / curve.B.Value.Value!.Value, mirrored.B.Value.Value!.Value, 1e-8);
        Assert.Equal(curve.A.Value.Value!.Value / curve.B.Value.Value.Value, mirrored.A.Value.Value!.Value, 1e-8);
    }

    [Fact]
    public void Two_inner_points_are_met_exactly()
    {
        // Three categories and two cutoffs: as many parameters as counts.
        var curve = BinormalRoc.Of(Graded([50, 30, 20], [10, 30, 60])).Curve([0.2, 0.5]);

        Assert.Equal(0.6, curve[0].TruePositiveRate.Value!.Value, 1e-8);
        Assert.Equal(0.9, curve[1].TruePositiveRate.Value!.Value, 1e-8);
    }

    [Fact]
    public void Normal_scores_give_back_the_parameters_they_were_drawn_with()
    {
        // Quantiles of N(0, 1) and of N(1.5, 0.5^2): a = 1.5 / 0.5, b = 1 / 0.5.
        var curve = BinormalRoc.Of(new RocSample(
            [.. Quantiles(2000).Select(z => 1.5 + (0.5 * z))], [.. Quantiles(3000)]));

        Assert.Equal(3, curve.A.Value.Value!.Value, 0.02);
        Assert.Equal(2, curve.B.Value.Value!.Value, 0.02);
    }

    [Fact]
    public void The_band_is_wider_than_the_pointwise_interval_and_closes_at_the_corners()
    {
        var points = BinormalRoc.Of(Asah.Wfns).Curve([0, 0.1, 1]);

        Assert.Equal((0.0, 1.0), (points[0].TruePositiveRate.Value!.Value, points[2].TruePositiveRate.Value!.Value));
        Assert.Null(points[0].Simultaneous);
        var (pointwise, simultaneous) = (points[1].TruePositiveRate.Interval!, points[1].Simultaneous!);
        var z = -1.2815515655446004;
        var error = Math.Sqrt(0.1137387344525 + (2 * z * 0.0664453546597) + (z * z * 0.0809534453146));
        Assert.Equal(Distributions.NormalUpper(-(1.5408765026632 + (1.1397221003340 * z) - (2.447746830680816 * error))), simultaneous.Low, 1e-5);
        Assert.Equal(Distributions.NormalUpper(-(1.5408765026632 + (1.1397221003340 * z) + (1.959963984540054 * error))), pointwise.High, 1e-5);
    }

    /// <summary>R 4.2.2, integrate() over the two curves.</summary>
    [Fact]
    public void Partial_areas_equal_those_that_R_integrates()
    {
        var curve = BinormalRoc.Of(Asah.Wfns) with
        {
            A = new FittedParameter(Estimate.Of(1.7), Estimate.Of(0)),
            B = new FittedParameter(Estimate.Of(0.6), Estimate.Of(0)),
        };

        Assert.Equal(0.159356132556767, curve.PartialArea(PartialFocus.Specificity, 0.8).Value!.Value, 1e-10);
        Assert.Equal(0.312693956391506, curve.PartialArea(PartialFocus.Sensitivity, 0.6, 0.95).Value!.Value, 1e-10);
    }

    [Fact]
    public void Partial_areas_add_up_to_the_area()
    {
        var curve = BinormalRoc.Of(Asah.Wfns);
        double Part(PartialFocus focus, double from, double to) => curve.PartialArea(focus, from, to).Value!.Value;

        Assert.Equal(curve.Area.Value!.Value, Part(PartialFocus.Specificity, 0, 1), 1e-9);
        Assert.Equal(curve.Area.Value.Value, Part(PartialFocus.Sensitivity, 0, 0.4) + Part(PartialFocus.Sensitivity, 0.4, 1), 1e-9);
    }

    [Fact]
    public void One_inner_point_between_points_on_both_edges_is_enough()
    {
        var curve = BinormalRoc.Of(Graded([5, 3, 2, 0], [0, 2, 5, 3]));

        Assert.InRange(curve.Area.Value!.Value, 0.8, 0.95);
        Assert.InRange(curve.B.Value.Value!.Value, 0.2, 5);
    }

    [Fact]
    public void It_crosses_the_diagonal_where_both_rates_are_equal()
    {
        var curve = BinormalRoc.Of(Graded([47, 9, 10, 2, 1], [4, 1, 2, 10, 28]));
        var crossing = curve.ChanceCrossing!.Value;

        Assert.Equal(crossing, curve.Curve([crossing])[0].TruePositiveRate.Value!.Value, 1e-9);
    }

    public static TheoryData<string, double[], double[]> RightAngles => new()
    {
        { "perfect separation", [3, 4, 5], [0, 1, 2] },
        { "one category", [1, 1, 1], [1, 1, 1] },
        { "two categories, one inner point", [0, 1, 1], [0, 0, 1] },
        { "every inner point at one sensitivity", [0, 9, 9], [1, 2, 3, 4, 0] },
        { "every inner point at one false positive rate", [2, 3, 4], [1, 1, 1, 9] },
        { "all positives alike", [2, 2, 2], [1, 2, 3] },
    };

    [Theory]
    [MemberData(nameof(RightAngles))]
    public void Points_on_a_right_angled_curve_have_no_fit(string what, double[] positives, double[] negatives)
    {
        var curve = BinormalRoc.Of(new RocSample(positives, negatives));

        Assert.True(curve.Area.Reason?.Contains("right-angled", StringComparison.Ordinal), what);
        Assert.Empty(curve.Curve([0.5]));
        Assert.Null(curve.ChanceCrossing);
    }

    [Fact]
    public void One_class_has_no_fit_and_says_why() => Assert.Equal("no negative cases", BinormalRoc.Of(new RocSample([1, 2], [])).Area.Reason);

    /// <summary>Scores 1, 2, 3 ... with the given counts.</summary>
    private static RocSample Graded(int[] negatives, int[] positives) => new(
        [.. positives.Index().SelectMany(grade => Enumerable.Repeat((double)grade.Index, grade.Item))],
        [.. negatives.Index().SelectMany(grade => Enumerable.Repeat((double)grade.Index, grade.Item))]);

    private static IEnumerable<double> Quantiles(int count) =>
        Enumerable.Range(0, count).Select(index => -Distributions.NormalUpperQuantile((index + 0.5) / count));
}
