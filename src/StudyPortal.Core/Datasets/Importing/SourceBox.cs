namespace StudyPortal.Core.Datasets;

/// <summary>A row of boxes.csv, in pixels of the image.</summary>
internal sealed record SourceBox(int Line, string Label, double X, double Y, double Width, double Height)
{
    /// <summary>Half a pixel of slack: coordinates of a reduced image are rounded.</summary>
    public bool LiesIn(int width, int height) => X >= -0.5 && Y >= -0.5 && X + Width <= width + 0.5 && Y + Height <= height + 0.5;
}
