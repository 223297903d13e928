using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests;

public sealed class ImageSetTests : IDisposable
{
    private static readonly float[] Pixels = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_batch_repeats_the_grey_value_in_every_channel(bool onDisk)
    {
        using ImageSet images = Images(onDisk);
        Tensor batch = images.Batch(1, 2, 3);
        Assert.Equal([2, 3, 2, 2], batch.shape);
        float[] expected = [5, 6, 7, 8, 5, 6, 7, 8, 5, 6, 7, 8, 9, 10, 11, 12, 9, 10, 11, 12, 9, 10, 11, 12];
        Assert.Equal(expected, batch.data<float>().ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Changing_a_batch_leaves_the_images_alone(bool onDisk)
    {
        using ImageSet images = Images(onDisk);
        images.Batch(0, 3, 1).zero_();
        Assert.Equal(Pixels, images.Batch(0, 3, 1).data<float>().ToArray());
    }

    [Fact]
    public void Pixels_that_do_not_fit_the_count_are_refused() =>
        Assert.Contains("12 values; 11", Assert.Throws<ArgumentException>(() => new ImageSet(new float[11], 3, 2)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_of_another_length_is_refused()
    {
        File.WriteAllBytes(file, new byte[47]);
        Assert.Contains("47 bytes", Assert.Throws<InvalidDataException>(() => new ImageSet(file, 3, 2, "")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_pixels_have_equal_fingerprints_and_others_have_not()
    {
        Assert.Equal(Images(false).Fingerprint, Images(false).Fingerprint);
        Assert.NotEqual(Images(false).Fingerprint, new ImageSet([.. Pixels.Reverse()], 3, 2).Fingerprint);
    }

    private ImageSet Images(bool onDisk)
    {
        if (!onDisk)
        {
            return new ImageSet([.. Pixels], 3, 2);
        }
        File.WriteAllBytes(file, MemoryMarshal.AsBytes(Pixels.AsSpan()).ToArray());
        return new ImageSet(file, 3, 2, "three");
    }
}
