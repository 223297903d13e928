using System.Text.Json.Serialization;

namespace StudyPortal.Core.Models.Analyses;

/// <summary>One figure or table of an analysis.</summary>
/// <param name="Name">Of its files: lower-case letters, digits and dashes.</param>
/// <param name="Title">A few words.</param>
/// <param name="Definition">One sentence: what the numbers are.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Curves), "curves")]
[JsonDerivedType(typeof(Grid), "grid")]
[JsonDerivedType(typeof(Table), "table")]
public abstract record AnalysisPart(string Name, string Title, string Definition)
{
    /// <summary>Curves over a common abscissa.</summary>
    /// <param name="X">Name of the abscissa, with its unit.</param>
    /// <param name="Y">Name of the ordinate.</param>
    public sealed record Curves(string Name, string Title, string Definition, string X, string Y, IReadOnlyList<AnalysisCurve> Lines)
        : AnalysisPart(Name, Title, Definition);

    /// <summary>A value for every row and column.</summary>
    /// <param name="Values">Row by row; null where undefined.</param>
    public sealed record Grid(
        string Name, string Title, string Definition, string RowAxis, string ColumnAxis,
        IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<double?> Values)
        : AnalysisPart(Name, Title, Definition)
    {
        public double? At(int row, int column) => Values[row * Columns.Count + column];
    }

    /// <summary>Numbers with their intervals.</summary>
    public sealed record Table(string Name, string Title, string Definition, IReadOnlyList<AnalysisColumn> Columns, IReadOnlyList<AnalysisRow> Rows)
        : AnalysisPart(Name, Title, Definition);
}

/// <param name="Points">By ascending abscissa.</param>
public sealed record AnalysisCurve(string Name, IReadOnlyList<AnalysisPoint> Points);

/// <param name="Y">Null where undefined.</param>
/// <param name="Low">Lower end of the 95 % interval; null where there is none.</param>
/// <param name="High">Upper end.</param>
public readonly record struct AnalysisPoint(double X, double? Y, double? Low = null, double? High = null);

/// <param name="Definition">One sentence: what the numbers of the column are, with their unit.</param>
public sealed record AnalysisColumn(string Name, string Definition);

/// <param name="Numbers">One per column.</param>
public sealed record AnalysisRow(string Name, IReadOnlyList<AnalysisNumber> Numbers);

/// <param name="Value">Null where undefined.</param>
/// <param name="Low">Lower end of the 95 % interval; null where there is none.</param>
/// <param name="High">Upper end.</param>
public readonly record struct AnalysisNumber(double? Value, double? Low = null, double? High = null);
