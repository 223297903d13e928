using StudyPortal.Imaging.Raster;

namespace StudyPortal.Imaging.Tests.Raster;

public sealed class ResampledTests
{
    [Fact]
    public void An_image_of_the_right_size_is_only_divided_by_255()
    {
        var image = new GrayImage(2, 2, 8, [0, 51, 102, 255]);

        Assert.Equal([0f, 0.2f, 0.4f, 1f], Resampled.ToUnitFloats(image, 2));
    }

    [Fact]
    public void Halving_a_line_uses_the_triangle_filter()
    {
        // By hand: taps of the widened triangle for 4 -> 2 are 3/7, 3/7, 1/7 from the edge inwards.
        var image = new GrayImage(4, 4, 8, [.. Enumerable.Range(0, 16).Select(index => (ushort)(index % 4 * 70))]);

        var result = Resampled.ToUnitFloats(image, 2);

        Assert.Equal((0 * 3 + 70 * 3 + 140 * 1) / 7.0 / 255, result[0], 1e-6);
        Assert.Equal((210 * 3 + 140 * 3 + 70 * 1) / 7.0 / 255, result[1], 1e-6);
    }

    [Fact]
    public void The_centre_of_a_wide_image_is_kept()
    {
        var image = new GrayImage(6, 2, 8, [0, 0, 255, 255, 0, 0, 0, 0, 255, 255, 0, 0]);

        Assert.Equal([1f, 1f, 1f, 1f], Resampled.ToUnitFloats(image, 2));
    }

    [Fact]
    public void A_constant_image_stays_constant_at_any_size()
    {
        var image = new GrayImage(37, 53, 8, Enumerable.Repeat((ushort)128, 37 * 53).ToArray());

        Assert.All(Resampled.ToUnitFloats(image, 64), value => Assert.Equal(128 / 255f, value, 1e-6f));
    }

    [Fact]
    public void Sixteen_bits_are_scaled_by_the_range_in_use()
    {
        var image = new GrayImage(2, 2, 16, [258, 258, 735, 735]);

        Assert.Equal([0f, 0f, 1f, 1f], Resampled.ToUnitFloats(image, 2));
    }
}
