using System.Text;
using System.Text.RegularExpressions;
using ScottPlot;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>A plot of a fixed size on paper, written the same to the byte whenever its content is the same.</summary>
internal sealed partial class Figure(Plot plot, double widthInches, double heightInches) : IDisposable
{
    private const int SvgPerInch = 96;
    private const int PngPerInch = 300;

    public byte[] Write(FigureFormat format) => format == FigureFormat.Svg ? Svg() : Png();

    public void Dispose() => plot.Dispose();

    /// <summary>Skia numbers its clip paths over the whole process and names no view box: both are put right.</summary>
    private byte[] Svg()
    {
        plot.ScaleFactor = 1;
        var (width, height) = Pixels(SvgPerInch);
        var xml = plot.GetSvgXml(width, height).ReplaceLineEndings("\n");
        var numbers = new Dictionary<string, int>();
        xml = ClipPath().Replace(xml, clip => FormattableString.Invariant($"clip{NumberOf(clip.Value, numbers)}"));
        xml = FontFamily().Replace(xml, $"font-family=\"{FigureFont.Name}, Arial, Helvetica, sans-serif\"");
        return Encoding.UTF8.GetBytes(Size().Replace(xml, size => FormattableString.Invariant($"{size.Value} viewBox=\"0 0 {width} {height}\""), count: 1));
    }

    private static int NumberOf(string clip, Dictionary<string, int> numbers)
    {
        numbers.TryAdd(clip, numbers.Count + 1);
        return numbers[clip];
    }

    private byte[] Png()
    {
        plot.ScaleFactor = (double)PngPerInch / SvgPerInch;
        var (width, height) = Pixels(PngPerInch);
        return PngResolution.Declare(plot.GetImageBytes(width, height, ImageFormat.Png), PngPerInch);
    }

    private (int Width, int Height) Pixels(int perInch) => ((int)Math.Round(widthInches * perInch), (int)Math.Round(heightInches * perInch));

    [GeneratedRegex("font-family=\"[^\"]*\"")]
    private static partial Regex FontFamily();

    [GeneratedRegex("(?<=id=\"|url\\(#)cl_[0-9a-f]+")]
    private static partial Regex ClipPath();

    [GeneratedRegex("width=\"[0-9]+\" height=\"[0-9]+\"")]
    private static partial Regex Size();
}
