using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>
/// Derivatives for images through a network without trainable weights. This TorchSharp's autograd.grad ends the process where
/// libtorch throws, as it does when the memory runs out; backward tells.
/// </summary>
internal static class ImageGradient
{
    /// <param name="images">A leaf that requires its gradient.</param>
    /// <param name="value">A scalar that follows from the images.</param>
    public static Tensor Of(Tensor images, Tensor value)
    {
        value.backward();
        return images.grad ?? throw new ArgumentException("The value does not depend on the images.", nameof(value));
    }
}
