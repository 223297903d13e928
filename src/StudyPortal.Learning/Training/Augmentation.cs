using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>
/// Changes training images at random. All is drawn from one generator on the CPU: first evenly distributed numbers,
/// image by image, then the noise.
/// </summary>
internal sealed class Augmentation(AugmentationRecipe recipe, Generator random)
{
    /// <summary>The images, changed, N x channels x size x size on the device.</summary>
    /// <param name="pixels">Grey images in [0,1], one after another.</param>
    /// <param name="count">How many.</param>
    /// <param name="size">Pixels along a side.</param>
    /// <param name="channels">The grey value is repeated in each.</param>
    /// <param name="device">Where the images are changed, and needed.</param>
    public Tensor Apply(float[] pixels, int count, int size, int channels, Device device)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor grey = recipe.Affine is { } affine
            ? Turned(ToDevice(pixels), affine)
            : ToDevice(ShiftedImages.Apply(pixels, Draw(count, ShiftedImages.Draws), size, recipe));
        Tensor images = grey.expand(count, channels, size, size);
        if (recipe.Noise > 0)
        {
            images = images.add(empty(count, channels, size, size).normal_(0, recipe.Noise, random).to(device)).clamp_(0, 1);
        }
        return images.contiguous().MoveToOuterDisposeScope();

        Tensor ToDevice(float[] values) => tensor(values, [count, 1, size, size]).to(device);
    }

    private Tensor Turned(Tensor grey, AffineRecipe affine)
    {
        int size = (int)grey.shape[3];
        ImageChange[] changes = [.. Draw((int)grey.shape[0], ImageChange.Draws).Chunk(ImageChange.Draws)
            .Select(draws => ImageChange.From(draws, recipe, affine, size))];
        return BatchAugmentation.Apply(grey, changes, recipe.Padding, affine.Interpolation);
    }

    private float[] Draw(int images, int perImage)
    {
        using Tensor drawn = empty(images, perImage).uniform_(0, 1, random);
        return [.. drawn.data<float>()];
    }
}
