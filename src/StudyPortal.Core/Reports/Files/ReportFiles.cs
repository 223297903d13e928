using System.Text;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Reports.Files;

/// <summary>Everything that can be taken home of one report; each file has the same bytes whenever it is made.</summary>
internal sealed class ReportFiles
{
    public const string Bundle = "bundle.zip";
    private const string Csv = "text/csv; charset=utf-8";
    private const string Json = "application/json";
    private const string PlainText = "text/plain; charset=utf-8";

    private readonly List<ReportFileSource> _sources;
    private readonly StoredReport _report;

    public ReportFiles(StoredReport report)
    {
        var set = report.AnalysisSet;
        _report = report;
        _sources =
        [
            new(new("ratings.csv", "every rating, one row each"), Csv, () => RatingTables.Long(set)),
            new(new("ratings_wide.csv", "one row per map, one column per reader"), Csv, () => RatingTables.Wide(set)),
            .. OfOtherAnswers(set),
            new(new("exclusions.csv", "every place that gives no number, and why"), Csv, () => RatingTables.Exclusions(set)),
            new(new("predictions.csv", "every prediction of the arms' models"), Csv, () => PredictionTable.Write(set)),
            new(new("maps.csv", "every map of the study, one row each"), Csv, () => RatingTables.Maps(set)),
            .. OfReading(set),
            .. OfScripts(report),
            new(new("results.json", "every number of the report"), Json, () => report.ResultsJson),
            new(new("analysis-set.json", "the frozen data that the results are computed from"), Json, () => report.AnalysisSetJson),
            .. FigureFiles.Of(report),
        ];
    }

    /// <summary>Only where the set says so; earlier ones did not.</summary>
    private static IEnumerable<ReportFileSource> OfReading(AnalysisSet set)
    {
        if (set.Places is not null)
            yield return new(new("orders.csv", "every place of every reader's order, answered or not"), Csv, () => ReadingTables.Orders(set));
        if (set.Participants is not null)
            yield return new(new("participants.csv", "each reader's part in the study"), Csv, () => ReadingTables.Participants(set));
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

    /// <summary>Only where the instrument asks for more than ratings.</summary>
    private static IEnumerable<ReportFileSource> OfOtherAnswers(AnalysisSet set)
    {
        if (set.Answers is { Count: > 0 })
            yield return new(new("answers.csv", "every answer to a question without a scale, one row each"), Csv, () => RatingTables.Answers(set));
        if (set.Overlaps is { Count: > 0 })
            yield return new(new("marks.csv", "how the map of each place agrees with what its reader marked"), Csv, () => RatingTables.Overlaps(set));
    }

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
