using System.Text;
using StudyPortal.Core.Reports.Files.Pdf;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Reports.Files;

/// <summary>Everything that can be taken home of one report; each file has the same bytes whenever it is made.</summary>
internal sealed class ReportFiles
{
    public const string Bundle = "bundle.zip";
    private const string Csv = "text/csv; charset=utf-8";
    private const string Json = "application/json";
    private const string PlainText = "text/plain; charset=utf-8";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Parquet = "application/vnd.apache.parquet";

    private static readonly string[] ParquetNames = ["ratings", "predictions"];

    private readonly List<ReportFileSource> _sources;
    private readonly StoredReport _report;

    public ReportFiles(StoredReport report)
    {
        var set = report.AnalysisSet;
        var tables = StudyTables.Of(set).ToList();
        _report = report;
        _sources =
        [
            new(new("report.pdf", "the report on paper: methods, main tables and figures, limitations, provenance"), "application/pdf", () => PdfReport.Of(report)),
            .. tables.Select(table => new ReportFileSource(new($"{table.Name}.csv", table.Content), Csv, () => CsvText.Of(table.Make()))),
            .. ImrmcFiles.Of(set).Select(file => new ReportFileSource(new(file.Name, file.Content), PlainText, file.Make)),
            new(new("ratings.xlsx", "the tables above but the predictions as sheets of a workbook, and the dictionary of their columns"), Xlsx, () => Workbook.Of(set)),
            .. ParquetNames.Select(name => tables.Single(table => table.Name == name)).Select(table => new ReportFileSource(
                new($"{table.Name}.parquet", $"{table.Content}, with typed columns"), Parquet, () => ParquetFile.Of(table.Make()))),
            .. OfScripts(report),
            new(new("results.json", "every number of the report"), Json, () => report.ResultsJson),
            new(new("analysis-set.json", "the frozen data that the results are computed from"), Json, () => report.AnalysisSetJson),
            .. FigureFiles.Of(report),
        ];
    }

    /// <summary>What recomputes the report, and what it needs beside the data.</summary>
    private static IEnumerable<ReportFileSource> OfScripts(StoredReport report) =>
    [
        new(new("given.csv", "the plan, the questions, the arms and the readers that the analysis was given"), Csv, () => ResultTables.Given(report.ResultsJson)),
        new(new("results.csv", "every number of results.json with its path"), Csv, () => ResultTables.Computed(report.ResultsJson)),
        new(new("not_recomputed.csv", "the numbers that the two scripts leave out, and why"), Csv, AnalysisScripts.NotRecomputed),
        new(new("recompute.R", "recomputes the numbers from the CSV files: Rscript recompute.R"), PlainText, AnalysisScripts.R),
        new(new("recompute.py", "the same with numpy and scipy: python3 recompute.py"), PlainText, AnalysisScripts.Python),
    ];

    /// <summary>All but the bundle of them.</summary>
    public IReadOnlyList<ReportFileName> Names => [.. _sources.Select(source => source.Name)];

    /// <summary>Null when the report has no file of this name.</summary>
    public ReportFile? Find(string name) => name == Bundle
        ? new ReportFile(Bundle, "application/zip", DeterministicZip.Write([.. All()]))
        : _sources.SingleOrDefault(source => source.Name.Name == name)?.ToFile();

    /// <summary>README.txt, every file, and the list of their SHA-256 as <c>sha256sum -c</c> reads it.</summary>
    public IEnumerable<ReportFile> All()
    {
        List<ReportFile> files = [new("README.txt", PlainText, ReportReadme.Write(_report, Names)), .. _sources.Select(source => source.ToFile())];
        var manifest = string.Concat(files.Select(file => $"{BlobHash.Of(file.Content)}  {file.Name}\n"));
        return files.Append(new ReportFile("SHA256SUMS", PlainText, Encoding.ASCII.GetBytes(manifest)));
    }
}
