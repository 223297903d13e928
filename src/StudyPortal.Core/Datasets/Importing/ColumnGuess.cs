namespace StudyPortal.Core.Datasets;

/// <summary>Suggests a mapping from the header's words and the values below it.</summary>
internal static class ColumnGuess
{
    private static readonly string[] FileTitles = ["file", "filename", "file_name", "image", "image index", "path", "sopinstanceuid", "sop_instance_uid"];
    private static readonly string[] PatientTitles = ["patient_id", "patient", "patientid", "patient id", "subject", "subject_id", "group"];
    private static readonly string[] FoldTitles = ["fold", "split", "set"];
    private static readonly string[] ViewTitles = ["view", "view position", "view_position", "viewposition", "projection"];

    /// <summary>Columns that hold small numbers without being findings.</summary>
    private static readonly string[] NeverLabels = ["sex", "age", "patient age", "patient gender", "gender", "follow-up #", "class", "series", "study"];

    /// <exception cref="DatasetFormatException">No column names the files, or a column that the user names is not there.</exception>
    public static ColumnMapping Of(CsvTable table, ColumnHints hints)
    {
        var file = Named(table, hints.File) ?? FileColumn(table);
        var patient = Named(table, hints.Patient) ?? Find(table, PatientTitles);
        var fold = Named(table, hints.Fold) ?? Find(table, FoldTitles);
        var view = Named(table, hints.View) ?? Find(table, ViewTitles);
        var labels = hints.Labels?.Select(label => table.Header[table.Column(label)]).Distinct() ?? Labels(table, [file, patient, fold, view]);
        return new ColumnMapping(file, patient, fold, view, [.. labels]);
    }

    /// <exception cref="DatasetFormatException">No column names the files.</exception>
    public static string FileColumn(CsvTable table) => Find(table, FileTitles)
        ?? throw new DatasetFormatException(table.Name, 1, $"E_CSV_SCHEMA: No column names the images (one of {string.Join(", ", FileTitles)}); the columns are \"{string.Join("\", \"", table.Header)}\". Choose the column yourself.");

    private static string? Named(CsvTable table, string? title) => title is null ? null : table.Header[table.Column(title)];

    /// <summary>
    /// Columns of which more than half of the values that are there are label values: a few wrong ones are reported, not taken for
    /// another kind of column. Where there is no such column, those that hold any, so that the wrong ones are reported.
    /// </summary>
    private static IEnumerable<string> Labels(CsvTable table, string?[] taken)
    {
        var shares = table.Header.Index().Where(column => column.Item.Length > 0 && !taken.Contains(column.Item) && !NeverLabels.Contains(column.Item.ToLowerInvariant()))
            .Select(column => (Title: column.Item, Share: ShareOfLabels(table, column.Index))).ToLookup(column => column.Share > 0.5);
        return (shares[true].Any() ? shares[true] : shares[false].Where(column => column.Share > 0)).Select(column => column.Title);
    }

    private static string? Find(CsvTable table, string[] titles) =>
        titles.Select(title => table.Header.FirstOrDefault(column => column.Equals(title, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(column => column is not null);

    private static double ShareOfLabels(CsvTable table, int column)
    {
        var values = table.Rows.Select(row => row.Cells[column]).Where(cell => cell.Length > 0).ToList();
        return values.Count == 0 ? 0 : values.Count(cell => LabelText.Read(cell) is not null) / (double)values.Count;
    }
}
