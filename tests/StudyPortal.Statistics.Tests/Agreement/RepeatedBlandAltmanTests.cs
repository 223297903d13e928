using MathNet.Numerics.Distributions;
using StudyPortal.Statistics.Agreement;

namespace StudyPortal.Statistics.Tests.Agreement;

public sealed class RepeatedBlandAltmanTests
{
    private const double Close = 1e-9;

    [Fact]
    public void A_constant_true_value_gives_the_limits_of_Bland_and_Altman_1999()
    {
        var agreement = RepeatedBlandAltman.Of(CardiacOutput.Subjects, TrueValue.Constant);

        // Within-subject variances 0.1072 and 0.1379 as printed; the rest, with Zou's intervals, recomputed with scipy 1.10.
        Assert.Equal((12, 60, 60), (agreement.Subjects, agreement.FirstMeasurements, agreement.SecondMeasurements));
        Assert.Equal([0.9126911538299659, 0.10722777777777776, 0.1378740625], agreement.Terms.Select(term => term.MeanSquare), Near);
        Assert.Equal(0.7092361111111112, agreement.MeanDifference.Value!.Value, Close);
        Assert.Equal(1.0518506032198356, agreement.StandardDeviation.Value!.Value, Close);
        IsNear(agreement.MeanDifference.Interval, 0.10223650123554706, 1.3162357209866753);
        Assert.Equal(-1.352353188316497, agreement.LowerLimit.Value!.Value, Close);
        IsNear(agreement.LowerLimit.Interval, -2.6991454408133593, -0.6283340877709941);
        Assert.Equal(2.7708254105387193, agreement.UpperLimit.Value!.Value, Close);
        IsNear(agreement.UpperLimit.Interval, 2.0468063099932166, 4.117617663035581);
    }

    [Fact]
    public void A_varying_true_value_gives_the_limits_of_Bland_and_Altman_2007()
    {
        var agreement = RepeatedBlandAltman.Of(CardiacOutput.Subjects, TrueValue.Varying);

        // Mean difference 0.6022, over pairs, as printed; the rest recomputed with scipy 1.10.
        Assert.Equal(0.6021666666666667, agreement.MeanDifference.Value!.Value, Close);
        Assert.Equal([4.20908606060606, 0.1707139930555556], agreement.Terms.Select(term => term.MeanSquare), Near);
        Assert.Equal(0.9906241080264928, agreement.StandardDeviation.Value!.Value, Close);
        IsNear(agreement.MeanDifference.Interval, 0.00708950707160938, 1.1972438262617242);
        Assert.Equal(-1.339420907282375, agreement.LowerLimit.Value!.Value, Close);
        IsNear(agreement.LowerLimit.Interval, -2.65384397138308, -0.6264433611722244);
        Assert.Equal(2.5437542406157085, agreement.UpperLimit.Value!.Value, Close);
        IsNear(agreement.UpperLimit.Interval, 1.830776694505558, 3.8581773047164134);
    }

    [Theory]
    [InlineData(TrueValue.Constant)]
    [InlineData(TrueValue.Varying)]
    public void One_measurement_each_gives_the_ordinary_limits(TrueValue trueValue)
    {
        double?[] first = [3, 5, 2, 8, 4.5], second = [2, 5, 4, 6, 4];
        var repeated = RepeatedBlandAltman.Of([.. first.Zip(second, (x, y) => new RepeatedMeasurements([x], [y]))], trueValue);
        var ordinary = BlandAltman.Of(first, second);

        Assert.Equal(ordinary.LowerLimit.Value!.Value, repeated.LowerLimit.Value!.Value, 1e-12);
        Assert.Equal(ordinary.StandardDeviation.Value!.Value, repeated.StandardDeviation.Value!.Value, 1e-12);
        Assert.Equal(ordinary.MeanDifference.Interval!.High, repeated.MeanDifference.Interval!.High, 1e-12);
        Assert.Equal("subjects", repeated.Terms.Single().Source[..8]);
    }

    [Theory]
    [InlineData(TrueValue.Constant)]
    [InlineData(TrueValue.Varying)]
    public void The_interval_of_a_limit_covers_it_as_often_as_it_says(TrueValue trueValue)
    {
        var random = new Random(20_260_101);
        const int studies = 2_000;
        var limit = 0.5 - (1.959964 * Math.Sqrt(0.6 + 0.5 + 0.3));

        var covered = Enumerable.Range(0, studies)
            .Select(_ => RepeatedBlandAltman.Of(Study(random, trueValue), trueValue).LowerLimit.Interval!)
            .Count(interval => interval.Low <= limit && limit <= interval.High);

        // 0.95 within three standard errors of 2,000 studies, and one point more for the approximation.
        Assert.InRange(covered / (double)studies, 0.95 - 0.025, 0.95 + 0.025);
    }

    [Fact]
    public void A_between_subject_component_estimated_below_0_is_0()
    {
        var agreement = RepeatedBlandAltman.Of([new([0, 2], [0, 0]), new([2, 0], [0, 0]), new([1, 1], [0, 0])], TrueValue.Varying);

        var within = Assert.Single(agreement.Terms);
        Assert.Equal(("pairs of a subject", 1.0, 3), (within.Source, within.Coefficient, within.Df));
        Assert.Equal(Math.Sqrt(4.0 / 3), agreement.StandardDeviation.Value!.Value, 1e-12);
    }

    [Fact]
    public void A_missing_measurement_takes_its_pair_along_only_where_pairs_belong_together()
    {
        RepeatedMeasurements[] subjects = [new([1, null, 3], [2, 2, null]), new([4, 5], [4, 3]), new([1], [null])];
        var constant = RepeatedBlandAltman.Of(subjects, TrueValue.Constant);
        var varying = RepeatedBlandAltman.Of([subjects[0], subjects[1], new([1], [null])], TrueValue.Varying);

        Assert.Equal((2, 1, 4, 4), (constant.Subjects, constant.DroppedSubjects, constant.FirstMeasurements, constant.SecondMeasurements));
        Assert.Equal((2, 1, 3, 3), (varying.Subjects, varying.DroppedSubjects, varying.FirstMeasurements, varying.SecondMeasurements));
    }

    [Theory]
    [InlineData(TrueValue.Constant)]
    [InlineData(TrueValue.Varying)]
    public void Equal_differences_leave_limits_without_intervals(TrueValue trueValue)
    {
        var agreement = RepeatedBlandAltman.Of([new([0.3, 0.3], [0.1, 0.1]), new([0.8, 0.8], [0.6, 0.6])], trueValue);

        Assert.Equal(0, agreement.StandardDeviation.Value);
        Assert.Equal(agreement.MeanDifference.Value, agreement.LowerLimit.Value);
        Assert.Equal("the differences do not vary", agreement.LowerLimit.Reason);
    }

    [Fact]
    public void One_subject_or_none_has_no_limits()
    {
        Assert.Equal("needs at least two subjects", RepeatedBlandAltman.Of([new([1, 2], [1, 3])], TrueValue.Constant).LowerLimit.Reason);
        Assert.Equal("no subject was measured by both methods", RepeatedBlandAltman.Of([new([1], [])], TrueValue.Constant).MeanDifference.Reason);
    }

    [Fact]
    public void Wrong_input_is_refused_with_its_place()
    {
        var unpaired = Assert.Throws<ArgumentException>(() => RepeatedBlandAltman.Of([new([1], [1]), new([1, 2], [1])], TrueValue.Varying));

        Assert.Contains("Subject 1 has 2 measurements by the first method and 1 by the second", unpaired.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new RepeatedMeasurements([1, double.NaN], [1]));
    }

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) <= Close;

    private static void IsNear(Interval? interval, double low, double high)
    {
        Assert.Equal(low, interval!.Low, Close);
        Assert.Equal(high, interval.High, Close);
    }

    /// <summary>Subjects' differences vary by 0.6, the repeats of the two methods by 0.5 and 0.3; three or four repeats each.</summary>
    private static List<RepeatedMeasurements> Study(Random random, TrueValue trueValue)
    {
        double Draw(double variance) => Normal.Sample(random, 0, Math.Sqrt(variance));
        return [.. Enumerable.Range(0, 15).Select(subject =>
        {
            double level = Draw(4), difference = 0.5 + Draw(0.6);
            List<double?> first = [], second = [];
            for (var repeat = 0; repeat < 3 + (subject % 2); repeat++)
            {
                var drift = trueValue == TrueValue.Varying ? Draw(2) : 0;
                first.Add(level + drift + difference + Draw(0.5));
                second.Add(level + drift + Draw(0.3));
            }

            return new RepeatedMeasurements(first, second);
        })];
    }
}
