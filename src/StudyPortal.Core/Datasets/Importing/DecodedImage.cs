using StudyPortal.Imaging;

namespace StudyPortal.Core.Datasets;

/// <summary>Pixels and the window to show them in: stored values that are black and white.</summary>
internal sealed record DecodedImage(GrayImage Image, int WindowLow, int WindowHigh);
