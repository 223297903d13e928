using StudyPortal.Imaging;

namespace StudyPortal.Core.Datasets;

internal static class PixelBlocks
{
    /// <summary>What is wrong with these blocks on an image of this size; null when nothing is.</summary>
    public static string? Refusal(IReadOnlyList<PixelBlock> blocks, int width, int height)
    {
        if (blocks.Count == 0) return "Draw at least one box over the text, or say that there is none.";
        return blocks.All(block => block is { X: >= 0, Y: >= 0, Width: > 0, Height: > 0 } && (long)block.X + block.Width <= width && (long)block.Y + block.Height <= height)
            ? null
            : FormattableString.Invariant($"A box lies outside the image of {width} x {height} pixels.");
    }

    /// <summary>A copy of the image in which the blocks are black.</summary>
    public static GrayImage Applied(GrayImage image, IReadOnlyList<PixelBlock> blocks)
    {
        var pixels = image.Pixels.ToArray();
        foreach (var block in blocks)
            for (var row = block.Y; row < block.Y + block.Height; row++)
                pixels.AsSpan(row * image.Width + block.X, block.Width).Clear();
        return new GrayImage(image.Width, image.Height, image.BitDepth, pixels);
    }
}
