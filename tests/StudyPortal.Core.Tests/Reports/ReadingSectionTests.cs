using System.Text;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>Repeats, hidden controls, drift and times of readings small enough to count by hand.</summary>
public sealed class ReadingSectionTests
{
    private const string WithRepeats = "reader,case,arm,rating,repeat,position", WithControls = "reader,case,arm,rating,control,included",
        WithTimes = "reader,case,arm,rating,position,session,active_ms";

    [Fact]
    public void A_repeat_is_set_against_the_first_rating_of_the_same_map_and_reader()
    {
        var repeats = RatedTable.Analyse(
            """
            R1,1,a,2,0,1
            R1,2,a,4,0,2
            R1,3,a,5,0,3
            R1,1,a,2,1,4
            R1,2,a,3,1,5
            R1,3,a,1,1,6
            R1,3,a,5,1,7
            R2,1,a,0,0,1
            R2,2,a,1,0,2
            R2,1,a,0,1,3
            R2,3,a,3,1,4
            """, WithRepeats).IntraReader!;

        Assert.Equal((3, 2), (repeats.Maps, repeats.Readers.Count));
        Assert.Equal((3, 1), (repeats.Readers[0].Maps, repeats.Readers[1].Maps));
        Assert.Equal(1.0 / 3, repeats.Readers[0].Exact.Value!.Value, 1e-12);
        Assert.Equal(2.0 / 3, repeats.Readers[0].WithinOne.Value!.Value, 1e-12);
        Assert.Equal(5.0 / 3, repeats.Readers[0].Differences.Bias.Value!.Value, 1e-12);
        Assert.Equal(2.0 / 3, repeats.Exact.Value!.Value, 1e-12);
        Assert.NotNull(repeats.Exact.Low);
    }

    [Fact]
    public void A_control_is_set_against_the_arms_of_the_same_reader_and_case()
    {
        var controls = RatedTable.Analyse(
            """
            R1,1,a,4,,
            R1,1,b,2,,
            R1,2,a,5,,
            R1,1,a,1,RandomWeights,0
            R1,1,b,2,RandomWeights,0
            R1,2,,0,Edges,0
            R2,1,a,3,,
            R2,1,,3,Edges,0
            R2,9,,0,Edges,0
            """, WithControls).Controls!;

        Assert.Equal([ControlKind.RandomWeights, ControlKind.Edges], controls.Kinds.Select(kind => kind.Kind));
        var (weights, edges) = (controls.Kinds[0], controls.Kinds[1]);
        Assert.Equal((1, 1.5, 3.0, -1.5), (weights.Places, weights.ControlMean.Value, weights.ArmsMean.Value, weights.Difference.Value));
        Assert.Equal((2, 1.5, 4.0, -2.5), (edges.Places, edges.ControlMean.Value, edges.ArmsMean.Value, edges.Difference.Value));
        Assert.Equal((2, 3), (weights.Readers[0].Controls, weights.Readers[0].Maps));
        Assert.Equal((6 - 0.5) / 6, weights.Readers[0].Area.Value!.Value, 1e-12);
        Assert.Equal(0.5, edges.Readers[1].Area.Value);
        Assert.Equal("the reader rated no such control", weights.Readers[1].Area.Reason);
        Assert.Equal((9 - 0.5) / 9, controls.Readers[0].Area.Value!.Value, 1e-12);
    }

    [Fact]
    public void A_reader_who_gains_a_point_over_a_hundred_places_has_that_slope()
    {
        var rows = new StringBuilder();
        for (var place = 1; place <= 101; place++)
        {
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"R1,{place},a,{(place % 2) + (place > 50 ? 2 : 1)},{place},{1 + (place / 51)},{(place <= 50 ? 2000 : 4000)}\n");
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"R2,{place},a,{place % 2},{102 - place},{1 + ((102 - place) / 51)},0\n");
        }

        var drift = RatedTable.Analyse(rows.ToString(), WithTimes).Drift!;
        var (first, second) = (drift.Readers[0], drift.Readers[1]);

        Assert.Equal((101, 101), (first.Ratings, first.Times));
        Assert.Equal(StepSlope(), first.RatingPerHundredPlaces.Value!.Value, 1e-9);
        Assert.Equal(StepSlope(), second.RatingPerHundredPlaces.Value!.Value, 1e-9);
        Assert.Equal(StepSlope(), drift.RatingPerHundredPlaces.Value!.Value, 1e-9);
        Assert.Equal(1, first.RatingLastMinusFirst.Value!.Value, 1e-12);
        Assert.Equal(Math.Log(2), first.TimeLastMinusFirst.Value!.Value, 1e-12);
        Assert.Equal("no time was recorded", second.TimePerHundredPlaces.Reason);
        Assert.Equal("a single reader gives no interval", drift.TimePerHundredPlaces.Reason);
        Assert.Equal([1, 2], drift.Sessions.Select(session => session.Session));
        Assert.Equal([2.0, 4.0], drift.Sessions.Select(session => session.MedianSeconds));
    }

    [Fact]
    public void Times_are_quartiles_of_compared_ratings_and_totals_of_all_answers()
    {
        var times = RatedTable.Analyse(
            """
            R1,1,a,2,1,1,1000,0
            R1,2,a,2,2,1,2000,0
            R1,3,a,2,3,2,4000,0
            R1,4,b,2,4,2,8000,0
            R1,1,a,2,5,3,9500,1
            R2,1,a,2,1,1,0,0
            """, "reader,case,arm,rating,position,session,active_ms,repeat").Times!;

        Assert.Equal(new TimeQuartiles(3, 1.5, 2, 3), times.ReaderArms.Single(each => (each.Reader, each.Arm) == ("R1", 0)).Seconds);
        Assert.Equal(new TimeQuartiles(3, 1.5, 2, 3), times.Arms[0].Seconds);
        Assert.Equal(new ReaderTimes("R1", new TimeQuartiles(4, 1.75, 3, 5), 24.5, 5, 3), times.Readers[0]);
        Assert.Equal(new TimeQuartiles(0, null, null, null), times.Readers[1].Seconds);
    }

    /// <summary>The least-squares slope, per hundred places, of a step of 1 after the 50th of 101 places.</summary>
    private static double StepSlope()
    {
        var places = Enumerable.Range(1, 101).ToList();
        return places.Where(place => place > 50).Sum(place => place - 51.0) / places.Sum(place => (place - 51.0) * (place - 51.0)) * 100;
    }
}
