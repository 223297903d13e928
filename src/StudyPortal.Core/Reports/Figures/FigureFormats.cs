namespace StudyPortal.Core.Reports.Figures;

/// <summary>The endings and media types of the formats.</summary>
internal static class FigureFormats
{
    public static IReadOnlyList<FigureFormat> All { get; } = [FigureFormat.Svg, FigureFormat.Png, FigureFormat.Pdf];

    /// <summary>By its ending without the dot; null when it is none of ours.</summary>
    public static FigureFormat? Find(string ending) => All.Where(format => Ending(format) == ending).Select(format => (FigureFormat?)format).SingleOrDefault();

    public static string Ending(FigureFormat format) => format switch
    {
        FigureFormat.Svg => "svg",
        FigureFormat.Png => "png",
        _ => "pdf",
    };

    public static string MediaType(FigureFormat format) => format switch
    {
        FigureFormat.Svg => "image/svg+xml",
        FigureFormat.Png => "image/png",
        _ => "application/pdf",
    };
}
