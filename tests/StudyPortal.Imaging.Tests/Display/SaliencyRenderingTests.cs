using System.Security.Cryptography;
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

    // Studies keep the pixels of the first contract: its colours of this map may never change.
    [Fact]
    public void The_first_contract_gives_the_pixels_that_it_always_gave()
    {
        var wave = Enumerable.Range(0, 48 * 32).Select(i => (float)((i * 7919 % 1009) - 400) / 1009 * (i % 50 == 0 ? 20 : 1)).ToArray();

        var pixels = Pixels(SaliencyRendering.Render(new FloatMap(48, 32, wave))).SelectMany(colour => new[] { colour.Red, colour.Green, colour.Blue }).ToArray();

        Assert.StartsWith("43aa53edee80e4f7f89a4063b19940801e346a7a6d140cbdac", Convert.ToHexStringLower(SHA256.HashData(pixels)), StringComparison.Ordinal);
        Assert.Equal("1: clip 3 SD, min-max per map, cool-warm-256", SaliencyRendering.Contract.Name);
    }

    // Green (A colour scheme for the display of astronomical intensity images, 2011), start 0.5, -1.5 rotations: his
    // equation at 0.5 by hand, and his weights of perceived brightness.
    [Fact]
    public void The_sequential_map_grows_evenly_in_brightness_from_black_to_white()
    {
        Assert.Equal((new Rgb(0, 0, 0), new Rgb(255, 255, 255)), (ColourMap.Cubehelix.Colours[0], ColourMap.Cubehelix.Colours[255]));
        var middle = ColourMap.Cubehelix.Colours[128];
        Assert.InRange(middle.Red, 159, 163);
        Assert.InRange(middle.Green, 119, 123);
        Assert.InRange(middle.Blue, 72, 76);
        Assert.All(ColourMap.Cubehelix.Colours.Index(), colour =>
            Assert.Equal(colour.Index, 0.30 * colour.Item.Red + 0.59 * colour.Item.Green + 0.11 * colour.Item.Blue, 1.0));
    }

    [Fact]
    public void With_zero_in_the_middle_both_signs_take_the_same_scale()
    {
        var rendered = SaliencyRendering.Render(new FloatMap(4, 1, [-1, 0, 2, 4]), RenderContracts.Of("2")!);

        Assert.Equal((-4, 4, 0.5), (rendered.Low, rendered.High, rendered.ZeroLevel));
        Assert.Equal([ColourMap.CoolWarm.At(0.375), ColourMap.CoolWarm.At(0.5), ColourMap.CoolWarm.At(0.75), ColourMap.CoolWarm.At(1)], Pixels(rendered));
    }

    [Fact]
    public void The_strength_has_no_sign_and_zero_is_black()
    {
        var rendered = SaliencyRendering.Render(new FloatMap(3, 1, [-1, 0, 0.5f]), RenderContracts.Of("4")!);

        Assert.Equal([ColourMap.Cubehelix.Colours[255], new Rgb(0, 0, 0), ColourMap.Cubehelix.At(0.5)], Pixels(rendered));
    }

    [Fact]
    public void On_a_shared_scale_equal_values_of_different_maps_take_equal_colours()
    {
        var (weak, strong) = (new FloatMap(2, 1, [1, -0.5f]), new FloatMap(2, 1, [4, 1]));
        var contract = RenderContracts.Of("3")!;
        var reach = Math.Max(SaliencyRendering.Reach(weak, contract), SaliencyRendering.Reach(strong, contract));

        var (first, second) = (Pixels(SaliencyRendering.Render(weak, contract, reach)), Pixels(SaliencyRendering.Render(strong, contract, reach)));

        Assert.Equal(first[0], second[1]);
        Assert.Equal(ColourMap.CoolWarm.At(0.625), first[0]);
        Assert.Throws<ArgumentException>(() => SaliencyRendering.Render(weak, contract));
    }

    // 1000 values of which five are 100: the 99.5th percentile of the absolute values is 1.
    [Fact]
    public void An_outlier_is_clipped_at_the_percentile_unless_all_else_is_zero()
    {
        float[] values = [.. Enumerable.Repeat(-1f, 995), .. Enumerable.Repeat(100f, 5)], lonely = [.. new float[999], 3f];

        Assert.Equal(1, SaliencyRendering.Reach(new FloatMap(100, 10, values), RenderContracts.Of("2")!));
        Assert.Equal(3, SaliencyRendering.Reach(new FloatMap(100, 10, lonely), RenderContracts.Of("2")!));
    }

    [Fact]
    public void Every_contract_renders_a_map_of_zeros_and_has_a_name_of_its_own()
    {
        foreach (var contract in RenderContracts.All)
            Assert.True(SaliencyRendering.Render(new FloatMap(2, 2, new float[4]), contract, sharedReach: 0).Constant);
        Assert.Equal(RenderContracts.All.Count, RenderContracts.All.Select(contract => contract.Name).Distinct().Count());
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
