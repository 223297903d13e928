using PdfSharp.Fonts;
using StudyPortal.Core.Reports.Figures;

namespace StudyPortal.Core.Reports.Files.Pdf;

/// <summary>The typeface of the figures for the pages too; bold is drawn with a thicker stroke.</summary>
internal sealed class PdfFonts : IFontResolver
{
    private static readonly Lock Registering = new();
    private static bool _registered;

    /// <summary>Makes the typeface known to PDFsharp; once is enough.</summary>
    public static void Register()
    {
        lock (Registering)
        {
            if (_registered) return;
            GlobalFontSettings.FontResolver = new PdfFonts();
            _registered = true;
        }
    }

    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(FigureFont.Name, isBold, mustSimulateItalic: false);

    public byte[] GetFont(string faceName) => FigureFont.Bytes;
}
