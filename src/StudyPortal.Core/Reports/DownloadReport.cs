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
