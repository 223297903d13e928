using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>Draws and applies the random changes of one training image; one generator decides all.</summary>
internal sealed class Augmentation(AugmentationRecipe recipe, Generator random)
{
    private const int DrawsPerImage = 5;

    /// <summary>Copies the chosen images, each changed at random, one after another.</summary>
    public float[] Apply(ImageSet images, ReadOnlySpan<long> chosen)
    {
        int size = images.Size, area = size * size;
        float[] batch = new float[chosen.Length * area];
        using Tensor drawn = empty(chosen.Length, DrawsPerImage).uniform_(0, 1, random);
        float[] draws = [.. drawn.data<float>()];
        for (int image = 0; image < chosen.Length; image++)
        {
            ReadOnlySpan<float> draw = draws.AsSpan(image * DrawsPerImage, DrawsPerImage);
            Span<float> target = batch.AsSpan(image * area, area);
            Move(images.Image((int)chosen[image]), target, size, Shift(draw[0]), Shift(draw[1]), recipe.Flip && draw[2] < 0.5f);
            Adjust(target, Factor(draw[3], recipe.Brightness), Factor(draw[4], recipe.Contrast));
        }
        return batch;
    }

    private int Shift(float draw) => (int)Math.Floor(draw * ((2 * recipe.Padding) + 1)) - recipe.Padding;

    private static float Factor(float draw, double reach) => (float)(1 + (reach * ((2 * draw) - 1)));

    private static void Move(ReadOnlySpan<float> source, Span<float> target, int size, int down, int right, bool flip)
    {
        for (int row = Math.Max(0, down); row < Math.Min(size, size + down); row++)
        {
            for (int column = Math.Max(0, right); column < Math.Min(size, size + right); column++)
            {
                int from = column - right;
                target[(row * size) + column] = source[((row - down) * size) + (flip ? size - 1 - from : from)];
            }
        }
    }

    private static void Adjust(Span<float> pixels, float brightness, float contrast)
    {
        if (brightness == 1 && contrast == 1)
        {
            return;
        }
        float mean = 0;
        foreach (float pixel in pixels)
        {
            mean += pixel / pixels.Length;
        }
        foreach (ref float pixel in pixels)
        {
            pixel = Math.Clamp((((pixel - mean) * contrast) + mean) * brightness, 0, 1);
        }
    }
}
