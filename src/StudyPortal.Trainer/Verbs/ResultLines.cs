using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Trainer.Verbs;

/// <summary>Names and numbers in two columns under titles.</summary>
internal sealed class ResultLines(TextWriter text)
{
    private const string Format = "0.000";

    public void Title(string title)
    {
        text.WriteLine();
        text.WriteLine(title);
    }

    public void Line(string name, string value) => text.WriteLine($"  {name,-26} {value}");

    /// <summary>A number with its interval, or why there is none.</summary>
    public void Line(string name, Measured number) => Line(name, Text(number));

    /// <summary>The same with its p-value.</summary>
    public void Line(string name, Measured number, Measured p) => Line(name, $"{Text(number)}, p {ReportWords.PValue(p)}");

    public static string Text(Measured number) => ReportWords.Number(number, Format);
}
