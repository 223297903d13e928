using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests;

public sealed class RatingCubeTests
{
    [Fact]
    public void An_arm_has_cases_in_rows_and_readers_in_columns()
    {
        var cube = new RatingCube(new double?[,,] { { { 1, 2, 3 }, { 4, 5, null } }, { { 6, 7, 8 }, { 9, 10, 11 } } });

        var arm = cube.Arm(0);

        Assert.Equal((2, 2, 3), (cube.Arms, cube.Readers, cube.Cases));
        Assert.Equal((3, 2), (arm.Rows, arm.Columns));
        Assert.Equal(4, arm[0, 1]);
        Assert.Null(arm[2, 1]);
        Assert.Equal(11, cube[1, 1, 2]);
    }

    [Fact]
    public void A_case_with_one_missing_rating_is_dropped_from_every_arm_and_counted()
    {
        var cube = new RatingCube(new double?[,,] { { { 1, 2, 3 }, { 4, null, 6 } }, { { 7, 8, 9 }, { 10, 11, 12 } } });

        var complete = cube.CompleteCases(out var dropped);

        Assert.Equal(1, dropped);
        Assert.Equal((2, 2, 2), (complete.Arms, complete.Readers, complete.Cases));
        Assert.Equal(3, complete[0, 0, 1]);
        Assert.Equal(12, complete[1, 1, 1]);
    }

    [Fact]
    public void Its_ratings_do_not_change_with_the_array_they_came_from()
    {
        var ratings = new double?[,,] { { { 1 } } };
        var cube = new RatingCube(ratings);

        ratings[0, 0, 0] = 2;

        Assert.Equal(1, cube[0, 0, 0]);
    }

    [Fact]
    public void NaN_for_missing_is_refused_and_the_cell_named()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new RatingCube(new double?[,,] { { { 1, double.NaN } } }));

        Assert.Contains("[0, 0, 1]", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_is_read_arm_by_arm_and_reader_by_reader()
    {
        using var oracle = Oracle.Read("mrmc_or__degenerate_one_class");
        var cube = oracle.Cube("ratings");

        Assert.Equal((2, 2, 4), (cube.Arms, cube.Readers, cube.Cases));
        Assert.Equal([2, 4, 6, 8], Enumerable.Range(0, 4).Select(@case => cube[0, 1, @case]));
        Assert.Equal(8, cube[1, 0, 0]);
    }
}
