namespace StudyPortal.Core.Datasets;

/// <summary>A part of an image that is to be black, in whole pixels from the upper left corner.</summary>
public sealed record PixelBlock(int X, int Y, int Width, int Height);
