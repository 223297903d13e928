namespace StudyPortal.Core.Datasets;

/// <summary>A row of boxes.csv or of another list of boxes, in pixels of the image or of its <see cref="Space"/>.</summary>
internal sealed record SourceBox(int Line, string Label, double X, double Y, double Width, double Height)
{
    public string File { get; init; } = BoxesFile.Name;

    /// <summary>Side of the square image that the coordinates belong to; null for the image itself.</summary>
    public int? Space { get; init; }

    /// <summary>The box in the pixels of an image of this size.</summary>
    public SourceBox For(int width, int height)
    {
        if (Space is not { } side) return this;
        var (across, down) = ((double)width / side, (double)height / side);
        return this with { X = X * across, Y = Y * down, Width = Width * across, Height = Height * down, Space = null };
    }

    /// <summary>Half a pixel of slack: coordinates of a reduced image are rounded.</summary>
    public bool LiesIn(int width, int height) => X >= -0.5 && Y >= -0.5 && X + Width <= width + 0.5 && Y + Height <= height + 0.5;
}
