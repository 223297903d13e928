using StudyPortal.Core.Reports.Figures;
using StudyPortal.Core.Reports.Files;

namespace StudyPortal.Core.Reports;

/// <summary>The files of a report: tables, figures, JSON, and all of them in one archive.</summary>
public sealed class DownloadReport(ReadReport reports)
{
    public const string Bundle = ReportFiles.Bundle;

    /// <summary>Null when there is no such report or it has no such file.</summary>
    public async Task<ReportFile?> ExecuteAsync(ReportId id, string name, CancellationToken cancellationToken) =>
        await reports.LoadAsync(id, cancellationToken) is { } report
            ? await Task.Run(() => new ReportFiles(report).Find(name), cancellationToken)
            : null;

    /// <summary>One figure in a format, size and number of dots of one's own.</summary>
    /// <param name="id">Which report.</param>
    /// <param name="name">Of the figure, with its ending or without where the request names a format.</param>
    /// <param name="request">How it is wanted.</param>
    /// <param name="cancellationToken">Looked at before the figure is drawn.</param>
    /// <returns>Null when there is no such report or it has no such figure.</returns>
    /// <exception cref="FigureException">It cannot be drawn so; the text says why.</exception>
    public async Task<ReportFile?> FigureAsync(ReportId id, string name, FigureRequest request, CancellationToken cancellationToken) =>
        await reports.LoadAsync(id, cancellationToken) is { } report
            ? await Task.Run(() => FigureFiles.Find(report, name, request), cancellationToken)
            : null;

    /// <summary>Writes every file into a folder, which is made when it is not there, and returns their names.</summary>
    /// <exception cref="InvalidOperationException">There is no such report.</exception>
    public async Task<IReadOnlyList<string>> ToFolderAsync(ReportId id, string folder, CancellationToken cancellationToken)
    {
        var report = await reports.LoadAsync(id, cancellationToken) ?? throw new InvalidOperationException($"There is no report {id}.");
        Directory.CreateDirectory(folder);
        var names = new List<string>();
        foreach (var file in new ReportFiles(report).All())
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, file.Name), file.Content, cancellationToken);
            names.Add(file.Name);
        }

        return names;
    }
}
