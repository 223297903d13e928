using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>Changes a whole batch at once, on the device where it lies.</summary>
internal static class BatchAugmentation
{
    /// <param name="images">N x 1 x size x size in [0,1].</param>
    /// <param name="changes">One for each image.</param>
    /// <param name="padding">Black pixels around an image, before anything else.</param>
    /// <param name="interpolation">Of the turned images.</param>
    public static Tensor Apply(Tensor images, IReadOnlyList<ImageChange> changes, int padding, Interpolation interpolation)
    {
        using DisposeScope scope = NewDisposeScope();
        int size = (int)images.shape[3];
        Tensor adjusted = Adjust(nn.functional.pad(images, [padding, padding, padding, padding]), changes);
        Tensor source = tensor([.. changes.SelectMany(change => change.Source(size, padding))], [changes.Count, 2, 3]).to(images.device);
        Tensor grid = nn.functional.affine_grid(source, [changes.Count, 1, size, size], align_corners: false);
        return nn.functional.grid_sample(
            adjusted, grid, interpolation == Interpolation.Nearest ? GridSampleMode.Nearest : GridSampleMode.Bilinear,
            GridSamplePaddingMode.Zeros, align_corners: false).MoveToOuterDisposeScope();
    }

    private static Tensor Adjust(Tensor images, IReadOnlyList<ImageChange> changes)
    {
        if (changes.All(change => change is { Brightness: 1, Contrast: 1 }))
        {
            return images;
        }
        Tensor PerImage(Func<ImageChange, double> value) =>
            tensor([.. changes.Select(change => (float)value(change))], [changes.Count, 1, 1, 1]).to(images.device);
        Tensor brightness = PerImage(change => change.Brightness), contrast = PerImage(change => change.Contrast);
        Tensor contrastFirst = PerImage(change => change.ContrastFirst ? 1 : 0).gt(0);
        Tensor once = where(contrastFirst, Contrast(images, contrast), Brightness(images, brightness));
        return where(contrastFirst, Brightness(once, brightness), Contrast(once, contrast));
    }

    private static Tensor Brightness(Tensor images, Tensor factor) => images.mul(factor).clamp_(0, 1);

    private static Tensor Contrast(Tensor images, Tensor factor)
    {
        Tensor mean = images.mean([1, 2, 3], keepdim: true);
        return images.sub(mean).mul_(factor).add_(mean).clamp_(0, 1);
    }
}
