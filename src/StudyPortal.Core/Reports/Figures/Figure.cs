using System.Text;
using System.Text.RegularExpressions;
using ScottPlot;
using SkiaSharp;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>A plot drawn for the paper it is asked for, written the same to the byte whenever its content, size and format are the same.</summary>
/// <param name="size">Of the paper where none is asked for.</param>
/// <param name="draw">Draws it anew, so that texts are broken to the width there is.</param>
internal sealed partial class Figure(FigureSize size, Func<FigureSize, PaperPlot> draw)
{
    public const int DefaultDpi = 300, FewestDpi = 50, MostDpi = 1200;
    private const float PdfPerPlot = 72f / PaperPlot.PerInch;
    private const long MostPixels = 50_000_000;

    public FigureSize Size => size;

    /// <param name="format">Of the file.</param>
    /// <param name="paper">Null for the size that it was designed for.</param>
    /// <param name="dpi">Of a PNG; a vector file has none.</param>
    /// <exception cref="FigureException">So many dots cannot be drawn.</exception>
    public byte[] Write(FigureFormat format, FigureSize? paper = null, int dpi = DefaultDpi)
    {
        paper ??= size;
        if (dpi is < FewestDpi or > MostDpi) throw new FigureException($"dpi is {dpi}: expected {FewestDpi} to {MostDpi} dots to the inch.");
        if (format == FigureFormat.Png) CheckPixels(paper, dpi);
        using var drawn = draw(paper);
        return format switch
        {
            FigureFormat.Svg => Svg(drawn.Plot, paper),
            FigureFormat.Png => Png(drawn.Plot, paper, dpi),
            _ => Pdf(drawn, paper),
        };
    }

    private static void CheckPixels(FigureSize paper, int dpi)
    {
        var (width, height) = paper.Pixels(dpi);
        if ((long)width * height > MostPixels)
            throw new FigureException($"The PNG would have {width} x {height} pixels: expected no more than {MostPixels} in all. Ask for fewer dpi, a smaller size, or SVG or PDF.");
    }

    /// <summary>Skia numbers its clip paths over the whole process and names no view box: both are put right.</summary>
    private static byte[] Svg(Plot plot, FigureSize paper)
    {
        var (width, height) = paper.Pixels(PaperPlot.PerInch);
        var xml = plot.GetSvgXml(width, height).ReplaceLineEndings("\n");
        var numbers = new Dictionary<string, int>();
        xml = ClipPath().Replace(xml, clip => FormattableString.Invariant($"clip{NumberOf(clip.Value, numbers)}"));
        xml = FontFamily().Replace(xml, $"font-family=\"{FigureFont.Name}, Arial, Helvetica, sans-serif\"");
        return Encoding.UTF8.GetBytes(SvgSize().Replace(xml, found => FormattableString.Invariant($"{found.Value} viewBox=\"0 0 {width} {height}\""), count: 1));
    }

    private static int NumberOf(string clip, Dictionary<string, int> numbers)
    {
        numbers.TryAdd(clip, numbers.Count + 1);
        return numbers[clip];
    }

    private static byte[] Png(Plot plot, FigureSize paper, int dpi)
    {
        plot.ScaleFactor = (double)dpi / PaperPlot.PerInch;
        var (width, height) = paper.Pixels(dpi);
        return PngResolution.Declare(plot.GetImageBytes(width, height, ImageFormat.Png), dpi);
    }

    /// <summary>One page without a date or an id, which would change the bytes.</summary>
    private static byte[] Pdf(PaperPlot drawn, FigureSize paper)
    {
        var (width, height) = paper.Pixels(PaperPlot.PerInch);
        using var file = new MemoryStream();
        using (var document = SKDocument.CreatePdf(file, new SKDocumentPdfMetadata { Title = drawn.Title, RasterDpi = DefaultDpi, EncodingQuality = 101 }))
        {
            using var page = document.BeginPage(width * PdfPerPlot, height * PdfPerPlot);
            page.Scale(PdfPerPlot);
            drawn.Plot.Render(page, new PixelRect(0, width, height, 0));
            document.EndPage();
            document.Close();
        }

        return file.ToArray();
    }

    [GeneratedRegex("font-family=\"[^\"]*\"")]
    private static partial Regex FontFamily();

    [GeneratedRegex("(?<=id=\"|url\\(#)cl_[0-9a-f]+")]
    private static partial Regex ClipPath();

    [GeneratedRegex("width=\"[0-9]+\" height=\"[0-9]+\"")]
    private static partial Regex SvgSize();
}
