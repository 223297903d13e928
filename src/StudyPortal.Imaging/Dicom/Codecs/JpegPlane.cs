namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>The coefficients of one component, block by block, each in row order.</summary>
internal sealed class JpegPlane
{
    public const int BlockLength = 64;

    private readonly short[] _coefficients;

    public JpegPlane(JpegComponent component, JpegFrame frame)
    {
        Width = Extent(frame.Columns, component.Horizontal, frame.MaxHorizontal);
        Height = Extent(frame.Rows, component.Vertical, frame.MaxVertical);
        Across = UnitsAcross(frame) * component.Horizontal;
        Down = UnitsDown(frame) * component.Vertical;
        _coefficients = new short[(long)Across * Down * BlockLength];
    }

    /// <summary>The samples of a row that belong to the image.</summary>
    public int Width { get; }

    /// <summary>The rows that belong to the image.</summary>
    public int Height { get; }

    /// <summary>The blocks of a row, with those that fill up the last unit.</summary>
    public int Across { get; }

    /// <summary>The rows of blocks, with those that fill up the last unit.</summary>
    public int Down { get; }

    /// <summary>The steps of the coefficients in zigzag order, of the first scan that names the component.</summary>
    public ushort[]? Quantisation { get; set; }

    public Span<short> Block(int column, int row) => _coefficients.AsSpan((row * Across + column) * BlockLength, BlockLength);

    /// <summary>The interleaved units of a row: one takes in the blocks of all components that show the same place.</summary>
    public static int UnitsAcross(JpegFrame frame) => Extent(frame.Columns, 1, 8 * frame.MaxHorizontal);

    /// <summary>The rows of interleaved units.</summary>
    public static int UnitsDown(JpegFrame frame) => Extent(frame.Rows, 1, 8 * frame.MaxVertical);

    private static int Extent(int size, int factor, int of) => (size * factor + of - 1) / of;
}
