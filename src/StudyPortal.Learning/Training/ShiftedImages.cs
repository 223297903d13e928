namespace StudyPortal.Learning.Training;

/// <summary>Shifts, mirrors, brightens: the changes that keep every pixel's value, and those of contrast.</summary>
internal static class ShiftedImages
{
    /// <summary>Numbers in [0,1) that the change of one image is made of: down, right, mirror, brightness, contrast.</summary>
    public const int Draws = 5;

    /// <summary>Copies the images, each changed by its own numbers.</summary>
    public static float[] Apply(ReadOnlySpan<float> images, float[] draws, int size, AugmentationRecipe recipe)
    {
        int area = size * size;
        float[] batch = new float[images.Length];
        for (int image = 0; image < images.Length / area; image++)
        {
            ReadOnlySpan<float> draw = draws.AsSpan(image * Draws, Draws);
            Span<float> target = batch.AsSpan(image * area, area);
            Move(
                images.Slice(image * area, area), target, size, Shift(draw[0], recipe.Padding), Shift(draw[1], recipe.Padding),
                recipe.Flip && draw[2] < 0.5f);
            Adjust(target, Factor(draw[3], recipe.Brightness), Factor(draw[4], recipe.Contrast));
        }
        return batch;
    }

    private static int Shift(float draw, int padding) => (int)Math.Floor(draw * ((2 * padding) + 1)) - padding;

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
