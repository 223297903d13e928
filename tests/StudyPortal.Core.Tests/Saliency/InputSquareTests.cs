using StudyPortal.Core.Saliency;
using StudyPortal.Imaging;

namespace StudyPortal.Core.Tests.Saliency;

public sealed class InputSquareTests
{
    [Theory]
    [InlineData(8, 8, 8, 2, 3, 4, 2)]
    [InlineData(64, 64, 16, 10, 7, 21, 33)]
    [InlineData(90, 60, 16, 0, 0, 90, 60)]
    [InlineData(60, 90, 24, 13, 40, 30, 17)]
    [InlineData(10, 14, 32, 3, 5, 4, 4)]
    public void A_mask_that_fills_a_rectangle_covers_what_the_box_covers(int width, int height, int side, int x, int y, int across, int down)
    {
        var pixels = Enumerable.Range(0, width * height).Select(at => (ushort)(at % width >= x && at % width < x + across && at / width >= y && at / width < y + down ? 255 : 0));
        var square = new InputSquare(width, height, side);

        var ofMask = square.Coverage(new GrayImage(width, height, 8, [.. pixels]));

        Assert.All(square.Coverage([new InputSquare.Box(x, y, across, down)]).Zip(ofMask), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void A_mask_of_another_size_is_no_mask_of_the_image() =>
        Assert.Throws<ArgumentException>(() => new InputSquare(8, 8, 4).Coverage(new GrayImage(4, 4, 8, new ushort[16])));
}
