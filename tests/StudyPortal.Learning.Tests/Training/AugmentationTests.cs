using StudyPortal.Learning.Training;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Training;

public sealed class AugmentationTests
{
    private static readonly ImageSet Ramp = new([.. Enumerable.Range(1, 16).Select(value => value / 16f)], 1, 4);

    [Fact]
    public void Without_changes_the_image_is_copied()
    {
        using Generator random = new(1);
        Assert.Equal(Ramp.Pixels, new Augmentation(new AugmentationRecipe(), random).Apply(Ramp, [0]));
    }

    [Fact]
    public void About_half_of_the_images_are_mirrored_and_the_others_left()
    {
        using Generator random = new(1);
        float[] batch = new Augmentation(new AugmentationRecipe(Flip: true), random).Apply(Ramp, new long[400]);
        float[] mirrored = [.. Ramp.Pixels.Chunk(4).SelectMany(row => row.Reverse())];
        int count = batch.Chunk(16).Count(image => image.SequenceEqual(mirrored));
        Assert.InRange(count, 160, 240);
        Assert.Equal(400 - count, batch.Chunk(16).Count(image => image.SequenceEqual(Ramp.Pixels)));
    }

    [Fact]
    public void Every_shift_within_the_padding_occurs_and_brings_black_in()
    {
        using Generator random = new(1);
        float[] batch = new Augmentation(new AugmentationRecipe(Padding: 1), random).Apply(Ramp, new long[400]);
        string[] shifts = [.. batch.Chunk(16).Select(image => string.Join(' ', image)).Distinct()];
        Assert.Equal(9, shifts.Length);
        float[] downRight = [0, 0, 0, 0, 0, 1, 2, 3, 0, 5, 6, 7, 0, 9, 10, 11];
        Assert.Contains(string.Join(' ', downRight.Select(value => value / 16f)), shifts);
    }

    [Fact]
    public void Brightness_and_contrast_stay_within_their_reach_and_within_the_range()
    {
        using Generator random = new(1);
        float[] batch = new Augmentation(new AugmentationRecipe(Brightness: 0.2, Contrast: 0.5), random).Apply(Ramp, new long[300]);
        Assert.All(batch, pixel => Assert.InRange(pixel, 0, 1));
        float[] means = [.. batch.Chunk(16).Select(image => image.Average())];
        Assert.InRange(means.Min(), 0.8f * 0.5f, 0.9f * 0.53125f);
        Assert.InRange(means.Max(), 1.05f * 0.53125f, 1.2f * 0.53126f);
    }
}
