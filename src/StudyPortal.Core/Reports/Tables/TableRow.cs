using System.Globalization;

namespace StudyPortal.Core.Reports.Tables;

/// <summary>One row of a table, read column by column.</summary>
/// <param name="Line">In the file, from 1.</param>
internal sealed record TableRow(string File, int Line, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>The trimmed text; empty when the table has no such column.</summary>
    public string Text(string column) => Cells.GetValueOrDefault(column, "");

    public string Required(string column) =>
        Text(column) is { Length: > 0 } text ? text : throw Wrong(column, "is empty; expected a name.");

    /// <summary>Null when the cell is empty.</summary>
    public double? Number(string column)
    {
        if (Text(column) is not { Length: > 0 } text) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Wrong(column, $"'{text}' is not a number; expected one such as 0.25, or nothing where it is missing.");
    }

    /// <summary>Null when the cell is empty.</summary>
    public bool? YesOrNo(string column) => Text(column) switch
    {
        "" => null,
        "1" => true,
        "0" => false,
        var text => throw Wrong(column, $"'{text}' is neither 1 nor 0."),
    };

    public TableException Wrong(string column, string problem) => new(File, Line, column, problem);
}
