using System.Globalization;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Files;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>The tables and scripts of a report in a folder of their own, without the JSON files that they must not need.</summary>
internal sealed class BundleFolder : IDisposable
{
    private BundleFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Of a set without a study behind it.</summary>
    public static BundleFolder Of(AnalysisSet set)
    {
        var (json, folder) = (CanonicalJson.Write(set), new BundleFolder(Directory.CreateTempSubdirectory("studyportal-bundle").FullName));
        var hash = BlobHash.Of(json);
        var results = CanonicalJson.Write(ComputeResults.From(set, hash, CancellationToken.None));
        var report = new Report
        {
            Id = ReportId.New(), StudyId = default, AnalysisSet = hash, Results = BlobHash.Of(results), SoftwareVersion = "test", CreatedUtc = DateTime.UnixEpoch,
        };
        string[] needed = [".csv", ".R", ".py"];
        foreach (var file in new ReportFiles(new StoredReport(report, json, results)).All().Where(file => needed.Any(file.Name.EndsWith)))
            File.WriteAllBytes(folder.FileOf(file.Name), file.Content);
        return folder;
    }

    public static async Task<BundleFolder> OfAsync(TestPortal portal, ReportId report)
    {
        var folder = new BundleFolder(Directory.CreateTempSubdirectory("studyportal-bundle").FullName);
        await portal.Get<DownloadReport>().ToFolderAsync(report, folder.Path, CancellationToken.None);
        foreach (var json in Directory.EnumerateFiles(folder.Path, "*.json")) File.Delete(json);
        return folder;
    }

    /// <summary>Paths and numbers; null where a number is undefined.</summary>
    public IReadOnlyDictionary<string, double?> Numbers(string file) => File.ReadLines(FileOf(file)).Skip(1)
        .Select(line => line.Split(',')).ToDictionary(cells => cells[0], cells => cells[1].Length == 0 ? (double?)null : double.Parse(cells[1], CultureInfo.InvariantCulture));

    /// <summary>The paths that the scripts say they leave out, without the numbers of their array members.</summary>
    public IReadOnlyList<string> NotRecomputed => [.. File.ReadLines(FileOf("not_recomputed.csv")).Skip(1).Select(line => line.Split(',')[0])];

    /// <summary>Puts another line in the place of the first one that starts so.</summary>
    public void Change(string file, string start, Func<string, string> change)
    {
        var lines = File.ReadAllLines(FileOf(file));
        var index = Array.FindIndex(lines, line => line.StartsWith(start, StringComparison.Ordinal));
        lines[index] = change(lines[index]);
        File.WriteAllText(FileOf(file), string.Join('\n', lines) + "\n");
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string FileOf(string name) => System.IO.Path.Combine(Path, name);
}
