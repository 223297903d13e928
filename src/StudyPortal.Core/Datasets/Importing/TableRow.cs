namespace StudyPortal.Core.Datasets;

/// <summary>A line of a CSV, counted from 1 with the header, and its trimmed values.</summary>
internal sealed record TableRow(int Line, IReadOnlyList<string> Cells);
