using TorchSharp;

namespace StudyPortal.Learning.Explanation;

internal static class PassBudget
{
    /// <summary>Pixels of all images of a pass: larger batches gain no speed, and memory stays below about a gigabyte.</summary>
    private const int Pixels = 4 * 256 * 256;

    /// <summary>How many images of this side go through a network together.</summary>
    public static int ImagesOf(long side) => (int)Math.Max(1, Pixels / (side * side));

    /// <summary>How many times a whole batch of images (N x C x H x W) goes through together.</summary>
    public static long TimesOf(torch.Tensor images) => Math.Max(1, Pixels / (images.shape[0] * images.shape[2] * images.shape[3]));
}
