using NetVips;
using StudyPortal.Imaging.Display;

namespace StudyPortal.Imaging.Tests.Display;

public sealed class SaliencyRenderingTests
{
    [Fact]
    public void The_colour_map_has_the_published_ends_and_middle()
    {
        // Moreland, cool-warm table: scalar 0, 0.5 and 1.
        Assert.Equal(new Rgb(59, 76, 192), ColourMap.CoolWarm.Colours[0]);
        Assert.Equal(new Rgb(180, 4, 38), ColourMap.CoolWarm.Colours[255]);
        var middle = ColourMap.CoolWarm.At(0.5);
        Assert.All([middle.Red, middle.Green, middle.Blue], channel => Assert.InRange(channel, 219, 223));
    }

    [Theory]
    [InlineData(0.125, 98, 130, 234)]
    [InlineData(0.25, 141, 176, 254)]
    [InlineData(0.375, 184, 208, 249)]
    [InlineData(0.625, 245, 196, 173)]
    [InlineData(0.75, 244, 154, 123)]
    [InlineData(0.875, 222, 96, 77)]
    public void The_colour_map_follows_the_published_table(double level, int red, int green, int blue)
    {
        // Moreland, cool-warm table of 33 colours; neighbours differ by up to 5, our levels are at most 1/510 away.
        var colour = ColourMap.CoolWarm.At(level);

        Assert.InRange(colour.Red, red - 2, red + 2);
        Assert.InRange(colour.Green, green - 2, green + 2);
        Assert.InRange(colour.Blue, blue - 2, blue + 2);
    }

    [Fact]
    public void The_lowest_and_highest_values_take_the_end_colours_and_zero_is_located()
    {
        var rendered = SaliencyRendering.Render(new FloatMap(4, 1, [-1, 0, 1, 3]));

        Assert.Equal((-1, 3, 0.25, false), (rendered.Low, rendered.High, rendered.ZeroLevel, rendered.Constant));
        Assert.Equal([ColourMap.CoolWarm.Colours[0], ColourMap.CoolWarm.At(0.25), ColourMap.CoolWarm.At(0.5), ColourMap.CoolWarm.Colours[255]], Pixels(rendered));
    }

    [Fact]
    public void An_outlier_is_clipped_at_three_standard_deviations()
    {
        // 99 zeros and a 100: mean 1, variance (n - 1) = (99 * 1 + 99^2) / 99 = 100, so the clip is at 1 + 3 * 10.
        var rendered = SaliencyRendering.Render(new FloatMap(10, 10, [.. new float[99], 100f]));

        Assert.Equal(31, rendered.High, 1e-9);
        Assert.Equal(0, rendered.Low);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.3f)]
    [InlineData(-1e30f)]
    public void A_constant_map_is_flagged_and_shown_in_the_middle_colour(float value)
    {
        var rendered = SaliencyRendering.Render(new FloatMap(3, 2, Enumerable.Repeat(value, 6).ToArray()));

        Assert.True(rendered.Constant);
        Assert.All(Pixels(rendered), colour => Assert.Equal(ColourMap.CoolWarm.At(0.5), colour));
    }

    [Fact]
    public void The_same_map_gives_the_same_bytes()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 64 * 64).Select(_ => random.NextSingle() - 0.5f).ToArray();

        Assert.Equal(SaliencyRendering.Render(new FloatMap(64, 64, values)).Png, SaliencyRendering.Render(new FloatMap(64, 64, [.. values])).Png);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_map_with_a_value_that_is_no_number_is_refused_with_its_place(float value)
    {
        var refused = Assert.Throws<ArgumentException>(() => new FloatMap(2, 2, [0, 0, value, 0]));

        Assert.Contains("row 1, column 0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Channels_are_summed()
    {
        Assert.Equal([5f, 7f, 9f], FloatMap.SumOfChannels(2, 3, 1, [1, 2, 3, 4, 5, 6]).Values);
    }

    private static Rgb[] Pixels(RenderedMap rendered)
    {
        using var image = Image.PngloadBuffer(rendered.Png);
        Assert.Equal(3, image.Bands);
        return [.. image.WriteToMemory<byte>().Chunk(3).Select(pixel => new Rgb(pixel[0], pixel[1], pixel[2]))];
    }
}
