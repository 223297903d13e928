using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Web.Features.Reports.Numbers;

/// <summary>How a number is written on the page.</summary>
public static class NumberText
{
    /// <summary>Where there is no number.</summary>
    public const string None = "–";

    private const double Large = 1e6;

    /// <summary>Without the sign of a zero; in powers of ten from a million on.</summary>
    public static string Of(double value, string format)
    {
        if (double.IsInfinity(value)) return value > 0 ? "∞" : "−∞";
        var text = ReportWords.Text(value, Math.Abs(value) >= Large ? "0.0e+0" : format);
        return text.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? text.TrimStart('−') : text;
    }

    public static string Of(double? value, string format) => value is { } number ? Of(number, format) : None;

    /// <summary>Of a test: as many decimals as it has, two at most.</summary>
    public static string Df(double? df) => Of(df, "0.##");

    /// <summary>For a sentence: the value and its interval, or the reason why there is none.</summary>
    public static string Sentence(Measured number, string format) => number switch
    {
        { Value: null } => $"not defined ({number.Reason})",
        { Low: { } low, High: { } high } => $"{Of(number.Value.Value, format)} ({Of(low, format)} to {Of(high, format)})",
        _ => Of(number.Value.Value, format),
    };

    /// <summary>A test in a sentence: its statistic and p-value, or once why there is none.</summary>
    /// <param name="statistic">Its name and value, and the degrees of freedom.</param>
    public static string Test(string statistic, Measured p) => p.Value is null ? $"no test ({p.Reason})" : $"{statistic.Replace(" = ", "\u00a0=\u00a0", StringComparison.Ordinal)}, {P(p)}";

    /// <summary>"p = 0.021" on one line, or that there is none and why.</summary>
    public static string P(Measured p) => p.Value is null ? ReportWords.PClause(p) : ReportWords.PClause(p).Replace(' ', '\u00a0');

    /// <summary>Of a share from 0 to 1.</summary>
    public static string Percent(double share) => ReportWords.Text(100 * share, "0.#") + "\u00a0%";
}
