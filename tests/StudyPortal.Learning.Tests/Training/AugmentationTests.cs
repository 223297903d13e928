using StudyPortal.Learning.Training;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Training;

public sealed class AugmentationTests
{
    private static readonly float[] Ramp = [.. Enumerable.Range(1, 16).Select(value => value / 16f)];

    [Fact]
    public void Without_changes_the_image_is_copied() => Assert.Equal(Ramp, Apply(new AugmentationRecipe(), 1));

    [Fact]
    public void About_half_of_the_images_are_mirrored_and_the_others_left()
    {
        float[] batch = Apply(new AugmentationRecipe(Flip: true), 400);
        float[] mirrored = [.. Ramp.Chunk(4).SelectMany(row => row.Reverse())];
        int count = batch.Chunk(16).Count(image => image.SequenceEqual(mirrored));
        Assert.InRange(count, 160, 240);
        Assert.Equal(400 - count, batch.Chunk(16).Count(image => image.SequenceEqual(Ramp)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_shift_within_the_padding_occurs_and_brings_black_in(bool cropped)
    {
        float[] batch = Apply(new AugmentationRecipe(Padding: 1, Affine: cropped ? new AffineRecipe() : null), 400);
        string[] shifts = [.. batch.Chunk(16).Select(image => string.Join(' ', image)).Distinct()];
        Assert.Equal(9, shifts.Length);
        float[] downRight = [0, 0, 0, 0, 0, 1, 2, 3, 0, 5, 6, 7, 0, 9, 10, 11];
        Assert.Contains(string.Join(' ', downRight.Select(value => value / 16f)), shifts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Brightness_and_contrast_stay_within_their_reach_and_within_the_range(bool onTheBatch)
    {
        float[] batch = Apply(new AugmentationRecipe(Brightness: 0.2, Contrast: 0.5, Affine: onTheBatch ? new AffineRecipe() : null), 300);
        Assert.All(batch, pixel => Assert.InRange(pixel, 0, 1));
        float[] means = [.. batch.Chunk(16).Select(image => image.Average())];
        Assert.InRange(means.Min(), 0.8f * 0.5f, 0.9f * 0.53125f);
        Assert.InRange(means.Max(), 1.05f * 0.53125f, 1.2f * 0.53126f);
    }

    [Fact]
    public void Noise_has_its_standard_deviation_and_no_mean_and_leaves_the_range_to_the_image()
    {
        float[] grey = new float[64 * 64];
        Array.Fill(grey, 0.5f);
        using Generator random = new(1);
        Tensor noisy = new Augmentation(new AugmentationRecipe(Noise: 0.05), random).Apply(grey, 1, 64, 3, CPU);
        Assert.Equal([1, 3, 64, 64], noisy.shape);
        Assert.Equal(0.5f, noisy.mean().item<float>(), 2e-3f);
        Assert.Equal(0.05f, noisy.std().item<float>(), 2e-3f);
        Assert.NotEqual(noisy[0, 0, 0, 0].item<float>(), noisy[0, 1, 0, 0].item<float>());
        Tensor clamped = new Augmentation(new AugmentationRecipe(Noise: 5), random).Apply(grey, 1, 64, 1, CPU);
        Assert.Equal((0f, 1f), (clamped.min().item<float>(), clamped.max().item<float>()));
    }

    [Fact]
    public void The_same_generator_state_gives_the_same_batch_whatever_was_drawn_before()
    {
        AugmentationRecipe recipe = new(Padding: 2, Flip: true, Brightness: 0.3, Contrast: 0.3, AffineRecipe.Paper, Noise: 0.1);
        using Generator random = new(1), other = new(2);
        Augmentation augmentation = new(recipe, random);
        Tensor first = augmentation.Apply(Ramp, 1, 4, 1, CPU), second = augmentation.Apply(Ramp, 1, 4, 1, CPU);
        Assert.NotEqual(first.data<float>().ToArray(), second.data<float>().ToArray());
        using Generator again = new(1);
        other.set_state(again.get_state());
        Assert.Equal(first.data<float>().ToArray(), new Augmentation(recipe, other).Apply(Ramp, 1, 4, 1, CPU).data<float>().ToArray());
    }

    [Fact]
    public void Drawn_turns_shifts_scales_and_shears_fill_their_ranges_and_keep_to_them()
    {
        AugmentationRecipe recipe = new(Padding: 24, Affine: AffineRecipe.Paper);
        using Generator random = new(1);
        ImageChange[] changes = [.. empty(2000, ImageChange.Draws).uniform_(0, 1, random).data<float>().ToArray().Chunk(ImageChange.Draws)
            .Select(draws => ImageChange.From(draws, recipe, AffineRecipe.Paper, 256))];
        AssertFills(changes, change => change.Angle, -25, 25);
        AssertFills(changes, change => change.Right, -61, 61);
        AssertFills(changes, change => change.Down, -61, 61);
        AssertFills(changes, change => change.Scale, 0.8, 1.2);
        AssertFills(changes, change => change.Shear, -10, 10);
        AssertFills(changes, change => change.Top, 0, 48);
        AssertFills(changes, change => change.Left, 0, 48);
    }

    [Theory]
    [InlineData("Smallest", 0)]
    [InlineData("Shear", 90)]
    [InlineData("Noise", -1)]
    public void A_value_out_of_range_is_refused_by_name(string field, double value)
    {
        AugmentationRecipe recipe = field switch
        {
            "Smallest" => new(Affine: new AffineRecipe(Smallest: value)),
            "Shear" => new(Affine: new AffineRecipe(Shear: value)),
            _ => new(Noise: value),
        };
        var refusal = Assert.Throws<ArgumentException>(recipe.Validate);
        Assert.Contains(field == "Smallest" ? "the scales are 0 to 1" : $"{field} is {value}", refusal.Message, StringComparison.Ordinal);
    }

    private static void AssertFills(ImageChange[] changes, Func<ImageChange, double> value, double lowest, double highest)
    {
        double margin = 0.02 * (highest - lowest);
        Assert.InRange(changes.Min(value), lowest, lowest + margin);
        Assert.InRange(changes.Max(value), highest - margin, highest);
    }

    private static float[] Apply(AugmentationRecipe recipe, int copies)
    {
        using Generator random = new(1);
        float[] images = [.. Enumerable.Repeat(Ramp, copies).SelectMany(image => image)];
        return [.. new Augmentation(recipe, random).Apply(images, copies, 4, 1, CPU).data<float>()];
    }
}
