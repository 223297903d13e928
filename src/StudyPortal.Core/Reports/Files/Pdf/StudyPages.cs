using System.Globalization;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Reports.Files.Pdf;

/// <summary>Who and what the report is of, and where it comes from.</summary>
internal sealed class StudyPages(StoredReport report)
{
    private readonly AnalysisSet _set = report.AnalysisSet;
    private readonly ReportResults _results = report.Results;

    public IEnumerable<PdfTable> Flow()
    {
        if (_results.Flow is { } flow)
            yield return new PdfTable("Flow", Named("", "Number"), [.. Counts(flow).Where(row => row.Number is not null).Select(row => new[] { row.What, Text(row.Number) })]);
        if (_results.Exclusions.Count > 0)
            yield return new PdfTable(
                "Places that give no number to the comparison of arms, all readers and questions", Named("Reason", "Places"),
                [.. _results.Exclusions.Select(each => new[] { each.Reason, Text(each.Count) })]);
        if (_results.Planned is { Primary.Count: > 0 } planned)
            yield return new PdfTable(
                "Registered test",
                [("First − second", 0.36), ("Test", 0.24), ("Difference", 0.2), ("Corrected p", 0.1), ("Shown", 0.1)],
                [
                    .. planned.Primary.Select(test => new[]
                    {
                        $"{Name(test.First)} − {Name(test.Second)}", test.Test, ReportWords.Number(test.Difference, "0.000"), ReportWords.PValue(test.CorrectedPValue),
                        QuestionPages.Answer(test.IsShown),
                    }),
                ]);
    }

    public PdfTable Arms() => new(
        "Arms",
        [("Arm", 0.06), ("Model", 0.4), ("Variant", 0.14), ("Norm of the maps", 0.14), ("Architecture", 0.26)],
        [.. _set.Arms.Select(arm => new[] { Text(arm.Ordinal), arm.Model, arm.Variant.ToString(), arm.Branch.ToString(), arm.Architecture })]);

    public PdfTable Provenance() => new(
        "What this report is made of",
        [("", 0.24), ("", 0.76)],
        [
            ["Study", _set.Study.Id.ToString()],
            ["Closed", Text(_set.Study.ClosedUtc)],
            ["Analysis set, SHA-256", report.AnalysisSetHash.Value],
            ["Results, SHA-256", report.ResultsHash.Value],
            ["Analysis plan, SHA-256", _set.Registration?.Sha256 ?? "none was registered"],
            ["Set frozen by", $"StudyPortal {_set.SoftwareVersion}"],
            ["Numbers by", $"StudyPortal {_results.SoftwareVersion}"],
            .. _set.Arms.Select(arm => new[] { $"Weights of arm {Text(arm.Ordinal)}, SHA-256", arm.Weights }),
        ]);

    private static IEnumerable<(string What, int? Number)> Counts(FlowResults flow) =>
    [
        ("Readers taken in", flow.Readers),
        ("Readers removed before the end", flow.Removed),
        ("Readers who signed that their answers are final", flow.Signatures),
        ("Cases compared", flow.Cases),
        ("Maps compared", flow.Maps),
        ("Maps withdrawn after the opening", flow.WithdrawnMaps),
        .. flow.Places.SelectMany(places => new (string, int?)[]
        {
            ($"Places of all orders, {places.Purpose}", places.Places), ($"Places answered, {places.Purpose}", places.Shown),
        }),
        .. flow.Questions.Select(question => (string.Create(CultureInfo.InvariantCulture, $"Ratings analysed, question {question.Question}"), (int?)question.Analysed)),
    ];

    private static (string, double)[] Named(string what, string number) => [(what, 0.8), (number, 0.2)];

    private string Name(int arm) => Figures.ArmStyle.Name(arm, _set.Arms);

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Text(DateTime? utc) => utc is { } time ? time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC" : "";
}
