namespace StudyPortal.Learning.Training;

/// <summary>Random changes of training images; the order is padding, mirror, brightness and contrast, affine, crop, noise.</summary>
/// <param name="Padding">Largest shift in pixels, in each direction; black comes in.</param>
/// <param name="Flip">Mirror half of the images left to right; on chests it moves the heart to the other side.</param>
/// <param name="Brightness">Largest relative change, drawn evenly.</param>
/// <param name="Contrast">
/// Largest relative change around the image's mean, drawn evenly. There is no saturation and no hue: on grey images they
/// change nothing.
/// </param>
/// <param name="Affine">
/// Turn, move, scale and shear; null for none. With it the image is padded before brightness and contrast, of which
/// either may come first, and cropped to its size after: torchvision's Pad, ColorJitter, RandomAffine and RandomCrop,
/// without their rounding to 8 bits.
/// </param>
/// <param name="Noise">
/// Standard deviation of Gaussian noise added last, clamped to [0,1]. The code of Han et al. (2021) adds 0.5 besides and
/// does not clamp: its networks train on images that are half saturated and then see others.
/// </param>
public sealed record AugmentationRecipe(
    int Padding = 0, bool Flip = false, double Brightness = 0, double Contrast = 0, AffineRecipe? Affine = null, double Noise = 0)
{
    /// <exception cref="ArgumentException">A value is outside its range; names the first.</exception>
    public void Validate()
    {
        Require(Padding >= 0, $"{nameof(Padding)} is {Padding}; expected 0 or more");
        Require(Brightness is >= 0 and <= 1, $"{nameof(Brightness)} is {Brightness}; expected 0 to 1");
        Require(Contrast is >= 0 and <= 1, $"{nameof(Contrast)} is {Contrast}; expected 0 to 1");
        Require(Noise >= 0, $"{nameof(Noise)} is {Noise}; expected 0 or more");
        Affine?.Validate();
    }

    internal static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException($"Training recipe, augmentation: {otherwise}.");
        }
    }
}
