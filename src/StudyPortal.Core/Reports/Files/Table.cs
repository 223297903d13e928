namespace StudyPortal.Core.Reports.Files;

/// <summary>A table with typed cells, from which its CSV, its sheet of a workbook and its Parquet file are written.</summary>
/// <param name="Name">Of its files, without the ending.</param>
/// <param name="Rows">One cell for each column: string, int, double, bool or DateTime by its kind; null = missing.</param>
internal sealed record Table(string Name, IReadOnlyList<Column> Columns, IReadOnlyList<object?[]> Rows);

internal sealed record Column(string Name, ColumnKind Kind);
