using System.Globalization;
using System.Text;
using StudyPortal.Core.Reports.Figures;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Reports.Files;

/// <summary>The figures of a report, each as SVG and PNG.</summary>
internal static class FigureFiles
{
    public static IEnumerable<ReportFileSource> Of(StoredReport report)
    {
        foreach (var question in report.Results.Questions)
            foreach (var source in BothFormats(QuestionName(question), $"ratings per arm: {question.Prompt}", () => RatingsFigure.Of(report.AnalysisSet, question)))
                yield return source;
        foreach (var condition in report.Results.Classification)
            foreach (var label in LabelsOf(condition))
                foreach (var source in BothFormats(RocName(condition, label), $"ROC curves, {label}, {ReportWords.Condition(condition.Condition)}", () => RocFigure.Of(report.AnalysisSet, condition, label)))
                    yield return source;
    }

    /// <summary>The figure's name without the ending.</summary>
    public static string RocName(ConditionResults condition, string label) => condition.Condition.IsClean
        ? $"roc_{Plain(label)}"
        : string.Create(CultureInfo.InvariantCulture, $"roc_{Plain(label)}_pgd{condition.Condition.Steps}_eps{condition.Condition.Epsilon:0.####}");

    public static string QuestionName(QuestionResults question) =>
        question.Question == 1 ? "ratings" : string.Create(CultureInfo.InvariantCulture, $"ratings_q{question.Question}");

    public static IReadOnlyList<string> LabelsOf(ConditionResults condition) =>
        [.. condition.Models.SelectMany(model => model.Labels).Where(label => label.Area.Value is not null).Select(label => label.Label).Distinct()];

    private static IEnumerable<ReportFileSource> BothFormats(string name, string content, Func<Figure> draw)
    {
        yield return new ReportFileSource(new ReportFileName(name + ".svg", content), "image/svg+xml", () => Write(draw, FigureFormat.Svg));
        yield return new ReportFileSource(new ReportFileName(name + ".png", content + " (300 dpi)"), "image/png", () => Write(draw, FigureFormat.Png));
    }

    private static byte[] Write(Func<Figure> draw, FigureFormat format)
    {
        using var figure = draw();
        return figure.Write(format);
    }

    /// <summary>Letters and digits stay; anything else becomes its code, so that two labels never share a file.</summary>
    private static string Plain(string label)
    {
        var plain = new StringBuilder();
        foreach (var letter in label)
            if (char.IsAsciiLetterOrDigit(letter)) plain.Append(letter);
            else if (letter == ' ') plain.Append('-');
            else plain.Append(CultureInfo.InvariantCulture, $"_{(int)letter:x}");
        return plain.ToString();
    }
}
