using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests;

public sealed class ImageSetTests
{
    private static readonly ImageSet Images = new([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 3, 2);

    [Fact]
    public void A_batch_repeats_the_grey_value_in_every_channel()
    {
        Tensor batch = Images.Batch(1, 2, 3);
        Assert.Equal([2, 3, 2, 2], batch.shape);
        float[] expected = [5, 6, 7, 8, 5, 6, 7, 8, 5, 6, 7, 8, 9, 10, 11, 12, 9, 10, 11, 12, 9, 10, 11, 12];
        Assert.Equal(expected, batch.data<float>().ToArray());
    }

    [Fact]
    public void Changing_a_batch_leaves_the_images_alone()
    {
        Images.Batch(0, 3, 1).zero_();
        Assert.Equal(78, Images.Pixels.Sum());
    }

    [Fact]
    public void Pixels_that_do_not_fit_the_count_are_refused() =>
        Assert.Contains("12 values; 11", Assert.Throws<ArgumentException>(() => new ImageSet(new float[11], 3, 2)).Message, StringComparison.Ordinal);
}
