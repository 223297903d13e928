namespace StudyPortal.Statistics.Tests;

public sealed class QuartilesTests
{
    [Fact]
    public void Quartiles_are_those_of_quantile_in_R_whatever_the_order_of_the_values()
    {
        Assert.Equal(new Quartiles(1.75, 3, 5), Quartiles.Of([4, 1, 8, 2]));
        Assert.Equal(new Quartiles(7, 7, 7), Quartiles.Of([7]));
    }

    [Fact]
    public void There_are_none_without_values() => Assert.Null(Quartiles.Of([]));
}
