using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests;

public sealed class ImageSetTests : IDisposable
{
    private static readonly float[] Pixels = [.. Enumerable.Range(1, 12).Select(level => ImageSet.Value((ushort)(level * 5000)))];
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
        int[] expected = [5, 6, 7, 8, 5, 6, 7, 8, 5, 6, 7, 8, 9, 10, 11, 12, 9, 10, 11, 12, 9, 10, 11, 12];
        Assert.Equal(expected.Select(number => Pixels[number - 1]), batch.data<float>().ToArray());
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
    public void Every_level_of_a_file_is_read_as_the_value_it_stands_for()
    {
        ushort[] levels = [.. Enumerable.Range(0, 65_536).Select(level => (ushort)level)];
        File.WriteAllBytes(file, MemoryMarshal.AsBytes(levels.AsSpan()).ToArray());
        using var images = new ImageSet(file, 4, 128, "levels");
        float[] values = new float[65_536];
        images.Read(0, values);
        Assert.Equal(Array.ConvertAll(levels, ImageSet.Value), values);
        Assert.Equal((0f, 1f), (values[0], values[^1]));
        Assert.Equal(levels, Array.ConvertAll(values, ImageSet.Level));
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
        File.WriteAllBytes(file, MemoryMarshal.AsBytes(Array.ConvertAll(Pixels, ImageSet.Level).AsSpan()).ToArray());
        return new ImageSet(file, 3, 2, "three");
    }
}
