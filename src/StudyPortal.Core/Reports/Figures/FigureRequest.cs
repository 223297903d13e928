using System.Globalization;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>How a figure is wanted. What is null stays as the figure was designed.</summary>
/// <param name="Format">Null takes the one that the figure's name ends in.</param>
/// <param name="Dpi">Of a PNG; SVG and PDF are vector files and have none.</param>
public sealed record FigureRequest(FigureFormat? Format = null, double? WidthInches = null, double? HeightInches = null, int Dpi = Figure.DefaultDpi)
{
    public const int UsualDpi = Figure.DefaultDpi, FewestDpi = Figure.FewestDpi, MostDpi = Figure.MostDpi;

    /// <summary>From the words of an address or a command line; null or empty is not chosen.</summary>
    /// <exception cref="FigureException">A word is no format or no number; the text says which.</exception>
    public static FigureRequest Read(string? format, string? width, string? height, string? dpi) => new(
        string.IsNullOrEmpty(format) ? null : FormatOf(format),
        Number(width, "width"),
        Number(height, "height"),
        string.IsNullOrEmpty(dpi) ? Figure.DefaultDpi
        : int.TryParse(dpi, NumberStyles.None, CultureInfo.InvariantCulture, out var dots) ? dots
        : throw new FigureException($"dpi is '{dpi}': expected a whole number from {Figure.FewestDpi} to {Figure.MostDpi}."));

    private static FigureFormat FormatOf(string format) =>
        FigureFormats.Find(format) ?? throw new FigureException($"format is '{format}': expected svg, png or pdf.");

    private static double? Number(string? text, string name)
    {
        if (string.IsNullOrEmpty(text)) return null;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var inches)
            ? inches
            : throw new FigureException(string.Create(
                CultureInfo.InvariantCulture, $"{name} is '{text}': expected inches from {FigureSize.Smallest} to {FigureSize.Largest}, such as 3.5."));
    }
}
