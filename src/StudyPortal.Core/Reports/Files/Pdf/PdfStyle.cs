using PdfSharp.Drawing;
using StudyPortal.Core.Reports.Figures;

namespace StudyPortal.Core.Reports.Files.Pdf;

/// <summary>How a piece of text looks, and how it is broken into lines.</summary>
/// <param name="Size">In points.</param>
internal sealed record PdfStyle(double Size, XColor Colour, bool IsBold = false)
{
    /// <summary>Widths are measured on large type, since small type is measured in whole dots.</summary>
    private const int Magnification = 20;

    /// <summary>How much wider a text becomes that is drawn bold.</summary>
    private const double Bolder = 1.05;

    private static readonly XColor Ink = XColor.FromArgb(0x1b, 0x1b, 0x1b), Quiet = XColor.FromArgb(0x6b, 0x6b, 0x6b), Warn = XColor.FromArgb(0x9a, 0x4a, 0x00);

    public static readonly PdfStyle Title = new(21, Ink, IsBold: true);
    public static readonly PdfStyle Heading = new(14, Ink, IsBold: true);
    public static readonly PdfStyle Subheading = new(10.5, Ink, IsBold: true);
    public static readonly PdfStyle Body = new(9.5, Ink);
    public static readonly PdfStyle Cell = new(8, Ink);
    public static readonly PdfStyle Head = new(8, Ink, IsBold: true);
    public static readonly PdfStyle Caption = new(8, Quiet);
    public static readonly PdfStyle Warning = new(10.5, Warn, IsBold: true);

    public double LineHeight => Size * 1.32;

    public XBrush Brush => new XSolidBrush(Colour);

    public XFont Font => new(FigureFont.Name, Size, IsBold ? XFontStyleEx.Bold : XFontStyleEx.Regular);

    /// <param name="text">As one line.</param>
    /// <param name="width">In points.</param>
    /// <param name="most">Further lines are cut off with an ellipsis.</param>
    public string[] Lines(string text, double width, int most = int.MaxValue) =>
        LineBreaks.Fit(text, (float)(Size * Magnification), width * Magnification / (IsBold ? Bolder : 1), most).Split('\n');
}
