using StudyPortal.Core.Reports.Figures;

namespace StudyPortal.Core.Reports.Files;

/// <summary>The figures of a report as files.</summary>
internal static class FigureFiles
{
    /// <summary>Each figure of the bundle in every format, at the size it was designed for.</summary>
    public static IEnumerable<ReportFileSource> Of(StoredReport report) =>
        from figure in new FigureList(report).All()
        where figure.IsInBundle
        from format in FigureFormats.All
        let content = figure.Content + (format == FigureFormat.Png ? $" ({Figure.DefaultDpi} dpi)" : "")
        select new ReportFileSource(
            new ReportFileName($"{figure.Name}.{FigureFormats.Ending(format)}", content), FigureFormats.MediaType(format), () => figure.Drawing.Value.Write(format));

    /// <param name="report">Whose figure.</param>
    /// <param name="name">Of the figure; its ending may be left out where the request names a format.</param>
    /// <param name="request">How it is wanted.</param>
    /// <returns>Null when the report has no such figure.</returns>
    /// <exception cref="FigureException">It cannot be drawn so.</exception>
    public static ReportFile? Find(StoredReport report, string name, FigureRequest request)
    {
        var ofName = FigureFormats.Find(Path.GetExtension(name).TrimStart('.'));
        var stem = ofName is null ? name : Path.GetFileNameWithoutExtension(name);
        if ((request.Format ?? ofName) is not { } format || new FigureList(report).All().SingleOrDefault(each => each.Name == stem) is not { } figure) return null;
        var drawing = figure.Drawing.Value;
        var size = new FigureSize(request.WidthInches ?? drawing.Size.WidthInches, request.HeightInches ?? drawing.Size.HeightInches);
        return new ReportFile($"{stem}.{FigureFormats.Ending(format)}", FigureFormats.MediaType(format), drawing.Write(format, size, request.Dpi));
    }
}
