using System.Text.Json;
using StudyPortal.Learning.Training;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Training;

/// <summary>Against torchvision 0.14; what was computed how stands in the file.</summary>
public sealed class BatchAugmentationTests
{
    private static readonly JsonElement Reference = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Oracles", "augmentation.json"))).RootElement;

    private static readonly JsonElement[] Cases = [.. Reference.GetProperty("cases").EnumerateArray()];
    private static readonly int Size = Reference.GetProperty("size").GetInt32(), Padding = Reference.GetProperty("padding").GetInt32();

    [Fact]
    public void A_bilinear_batch_equals_that_of_torchvision() =>
        Assert.True(Differences(Interpolation.Bilinear, "bilinear", 1).Max() < 2e-5);

    [Fact]
    public void A_nearest_batch_equals_that_of_torchvision_but_for_pixels_half_way_between_two()
    {
        double[] differences = Differences(Interpolation.Nearest, "nearest", 1);
        Assert.True(differences.Count(difference => difference > 2e-6) <= 0.005 * differences.Length);
    }

    [Fact]
    public void A_nearest_batch_equals_that_of_8_bit_images_within_their_rounding()
    {
        double[] differences = Differences(Interpolation.Nearest, "pil", 255);
        Assert.True(differences.Count(difference => difference > 2.0 / 255) <= 0.005 * differences.Length);
    }

    private static double[] Differences(Interpolation interpolation, string expected, float scale)
    {
        Tensor images = stack(Cases.Select(entry =>
            tensor(Numbers(Reference.GetProperty("images")[entry.GetProperty("image").GetInt32()], 255), [1, Size, Size])));
        Tensor changed = BatchAugmentation.Apply(images, [.. Cases.Select(Change)], Padding, interpolation);
        Assert.Equal([Cases.Length, 1, Size, Size], changed.shape);
        float[] wanted = [.. Cases.SelectMany(entry => Numbers(entry.GetProperty(expected), scale))];
        return [.. changed.data<float>().Zip(wanted, (actual, value) => Math.Abs((double)actual - value))];
    }

    private static ImageChange Change(JsonElement entry) => new()
    {
        Flip = entry.GetProperty("flip").GetBoolean(),
        Brightness = entry.GetProperty("brightness").GetDouble(),
        Contrast = entry.GetProperty("contrast").GetDouble(),
        ContrastFirst = entry.GetProperty("contrastFirst").GetBoolean(),
        Angle = entry.GetProperty("angle").GetDouble(),
        Right = entry.GetProperty("right").GetInt32(),
        Down = entry.GetProperty("down").GetInt32(),
        Scale = entry.GetProperty("scale").GetDouble(),
        Shear = entry.GetProperty("shear").GetDouble(),
        Top = entry.GetProperty("top").GetInt32(),
        Left = entry.GetProperty("left").GetInt32(),
    };

    private static float[] Numbers(JsonElement array, float scale) =>
        [.. array.EnumerateArray().Select(number => number.GetSingle() / scale)];
}
