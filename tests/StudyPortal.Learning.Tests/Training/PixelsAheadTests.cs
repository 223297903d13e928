using StudyPortal.Learning.Training;

namespace StudyPortal.Learning.Tests.Training;

public sealed class PixelsAheadTests
{
    /// <summary>Eleven images of 2 x 2, each full of its own number.</summary>
    private static readonly ImageSet Images = new([.. Enumerable.Range(0, 44).Select(value => (float)(value / 4))], 11, 2);

    [Fact]
    public void Every_step_gets_the_images_of_its_place_in_the_order()
    {
        long[] order = [10, 3, 7, 1, 0, 9, 2, 8, 4, 6, 5];
        PixelsAhead pixels = new(Images, 4);
        Assert.Equal(order.Select(image => (float)image), Enumerable.Range(0, 3).SelectMany(step => Numbers(pixels.Take(order, step))));
    }

    [Fact]
    public void A_run_may_go_on_in_the_middle_and_turn_to_another_order()
    {
        long[] first = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], second = [.. first.Reverse()];
        PixelsAhead pixels = new(Images, 2);
        Assert.Equal([6, 7], Numbers(pixels.Take(first, 3)));
        Assert.Equal([8, 9], Numbers(pixels.Take(first, 4)));
        Assert.Equal([10, 9], Numbers(pixels.Take(second, 0)));
        Assert.Equal([8, 9], Numbers(pixels.Take(first, 4)));
    }

    [Fact]
    public void An_image_that_cannot_be_read_stops_the_step_that_needs_it()
    {
        PixelsAhead pixels = new(Images, 2);
        Assert.Equal([0, 1], Numbers(pixels.Take([0, 1, 2, 11], 0)));
        long[] wrong = [0, 1, 2, 11];
        pixels.Take(wrong, 0);
        Assert.ThrowsAny<ArgumentException>(() => pixels.Take(wrong, 1));
    }

    private static float[] Numbers(float[] pixels) => [.. pixels.Chunk(4).Select(image => image.Distinct().Single())];
}
