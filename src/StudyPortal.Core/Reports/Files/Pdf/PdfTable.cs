namespace StudyPortal.Core.Reports.Files.Pdf;

/// <param name="Caption">Above it.</param>
/// <param name="Columns">The header of each, and its share of the width.</param>
/// <param name="Rows">A text for each column.</param>
internal sealed record PdfTable(string Caption, IReadOnlyList<(string Header, double Share)> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
