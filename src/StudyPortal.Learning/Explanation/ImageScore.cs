using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>What a map explains: one value per image of a batch, and its change with every pixel.</summary>
/// <param name="values">N values of images N x C x H x W.</param>
/// <param name="gradient">Of each image's value, in the shape of the images.</param>
internal sealed class ImageScore(Func<Tensor, Tensor> values, Func<Tensor, Tensor> gradient)
{
    public Tensor Of(Tensor images) => values(images);

    public Tensor GradientAt(Tensor images) => gradient(images);
}
