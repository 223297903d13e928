namespace StudyPortal.Imaging;

/// <summary>An axis-aligned box in pixels; X and Y are the column and row of its top left pixel.</summary>
public sealed record PixelBox(int X, int Y, int Width, int Height)
{
    /// <summary>Whether the box contains the pixel at this column and row.</summary>
    public bool Contains(int x, int y) => x >= X && y >= Y && x < X + Width && y < Y + Height;
}
