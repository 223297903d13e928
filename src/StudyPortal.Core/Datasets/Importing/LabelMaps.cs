namespace StudyPortal.Core.Datasets;

/// <summary>The label maps that are known by name, and those that a file holds.</summary>
public static class LabelMaps
{
    /// <summary>A longer file is no map.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>The eight labels of the paper in its order; an NIH finding outside them leaves all eight negative.</summary>
    public static LabelMap NihChexpert8 { get; } = new("nih-chexpert8",
    [
        .. ((string[])["No Finding", "Cardiomegaly", "Edema", "Consolidation", "Pneumonia", "Atelectasis", "Pneumothorax"]).Select(same => new LabelTarget(same, [same])),
        new LabelTarget("Pleural Effusion", ["Effusion", "Pleural Effusion"]),
    ]);

    /// <summary>The map of that name; else a JSON object <c>{ "label": "source label" or ["source label", ...] }</c>, or a CSV with the columns source and label.</summary>
    /// <exception cref="DatasetFormatException">Neither such a name nor such a file.</exception>
    public static LabelMap Read(string nameOrFile)
    {
        if (nameOrFile == NihChexpert8.Name) return NihChexpert8;
        var (path, name) = (Path.GetFullPath(nameOrFile), Path.GetFileName(nameOrFile));
        if (!File.Exists(path)) throw new DatasetFormatException(name, null, $"E_MISSING_FILE: neither a label map's name ({NihChexpert8.Name}) nor a file.");
        if (new FileInfo(path).Length > MostBytes) throw new DatasetFormatException(name, null, $"E_RESOURCE_LIMIT: the file is larger than {MostBytes / 1024} KB; a label map is a short list.");
        var targets = Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase) ? LabelMapJson.Read(name, File.ReadAllBytes(path)) : OfCsv(Path.GetDirectoryName(path)!, name);
        return targets is [] ? throw new DatasetFormatException(name, null, "E_CSV_SCHEMA: The map names no label.") : new LabelMap(name, targets);
    }

    /// <summary>A map that was sent: the same file, looked at and not kept.</summary>
    /// <param name="name">Of the file; its ending tells which kind it is.</param>
    /// <param name="content">Of at most <see cref="MostBytes"/>.</param>
    /// <param name="cancellationToken">Looked at while it arrives.</param>
    /// <exception cref="DatasetFormatException">No such file.</exception>
    public static async Task<LabelMap> ReceiveAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("label-map-");
        try
        {
            var path = Path.Combine(folder.FullName, Path.GetFileName(name.Replace('\\', '/')));
            await using (var file = File.Create(path)) await content.CopyToAsync(file, cancellationToken);
            return Read(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <exception cref="DatasetFormatException">A column is missing, or a row lacks a value.</exception>
    private static List<LabelTarget> OfCsv(string folder, string name)
    {
        var table = CsvTable.Read(folder, name);
        if (table.Problems is [var first, ..]) throw new DatasetFormatException(name, first.Line, first.Reason);
        int[] columns = [table.Column("source"), table.Column("label")];
        foreach (var row in table.Rows)
            if (Array.FindIndex(columns, column => row.Cells[column].Length == 0) is >= 0 and var empty)
                throw new DatasetFormatException(name, row.Line, $"E_CSV_VALUE: Column {table.Header[columns[empty]]} is empty; expected the name of a label.");
        return [.. table.Rows.GroupBy(row => row.Cells[columns[1]], row => row.Cells[columns[0]], StringComparer.OrdinalIgnoreCase).Select(same => new LabelTarget(same.Key, [.. same]))];
    }
}
