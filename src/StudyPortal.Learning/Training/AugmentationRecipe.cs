namespace StudyPortal.Learning.Training;

/// <summary>Random changes of training images.</summary>
/// <param name="Padding">Largest shift in pixels, in each direction; black comes in.</param>
/// <param name="Flip">Mirror half of the images left to right; on chests it moves the heart to the other side.</param>
/// <param name="Brightness">Largest relative change, drawn evenly.</param>
/// <param name="Contrast">Largest relative change around the image's mean, drawn evenly.</param>
public sealed record AugmentationRecipe(int Padding = 0, bool Flip = false, double Brightness = 0, double Contrast = 0);
