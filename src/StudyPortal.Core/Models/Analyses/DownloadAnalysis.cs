using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Figures;
using StudyPortal.Core.Reports.Files;

namespace StudyPortal.Core.Models.Analyses;

/// <summary>The files of an analysis: every part as CSV, figures also as SVG, PNG and PDF.</summary>
public sealed class DownloadAnalysis(ListAnalyses analyses)
{
    /// <param name="id">Which analysis.</param>
    /// <param name="name">The name of a part with the ending csv, svg, png or pdf.</param>
    /// <param name="cancellationToken">Looked at while the analysis is read.</param>
    /// <returns>Null when there is no such analysis or it has no such file.</returns>
    public async Task<ReportFile?> ExecuteAsync(AnalysisId id, string name, CancellationToken cancellationToken)
    {
        if (await analyses.FindAsync(id, cancellationToken) is not { } analysis) return null;
        var part = analysis.Result.Parts.SingleOrDefault(p => p.Name == Path.GetFileNameWithoutExtension(name));
        return (part, Path.GetExtension(name)) switch
        {
            (null, _) => null,
            (_, ".csv") => new ReportFile(name, "text/csv; charset=utf-8", AnalysisTables.Write(part)),
            (not AnalysisPart.Table, var ending) when FigureFormats.Find(ending.TrimStart('.')) is { } format =>
                new ReportFile(name, FigureFormats.MediaType(format), Draw(analysis, part, format)),
            _ => null,
        };
    }

    private static byte[] Draw(AnalysisDetails analysis, AnalysisPart part, FigureFormat format)
    {
        var warning = ReportWords.Unreal(analysis.IsSynthetic, isSimulated: false);
        var figure = part is AnalysisPart.Grid grid ? GridFigure.Of(grid, warning) : CurvesFigure.Of((AnalysisPart.Curves)part, warning);
        return figure.Write(format);
    }
}
