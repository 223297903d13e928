using System.Text.Json;

namespace StudyPortal.Core.Datasets;

/// <summary>The label maps that are known by name, and those that a file holds.</summary>
public static class LabelMaps
{
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
        var targets = Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase) ? OfJson(path, name) : OfCsv(Path.GetDirectoryName(path)!, name);
        return targets is [] ? throw new DatasetFormatException(name, null, "E_CSV_SCHEMA: The map names no label.") : new LabelMap(name, targets);
    }

    private static List<LabelTarget> OfJson(string path, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return [.. document.RootElement.EnumerateObject().Select(target => new LabelTarget(target.Name, Sources(target.Value)))];
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            var line = wrong is JsonException { LineNumber: { } number } ? (int)number + 1 : (int?)null;
            throw new DatasetFormatException(name, line, "E_CSV_SCHEMA: expected a JSON object of labels, each with the name of a label of the source or a list of them.", wrong);
        }
    }

    private static string[] Sources(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Text)] : [Text(value)];

    /// <exception cref="InvalidOperationException">Not a text.</exception>
    private static string Text(JsonElement value) => value.GetString() ?? throw new InvalidOperationException();

    private static List<LabelTarget> OfCsv(string folder, string name)
    {
        var table = CsvTable.Read(folder, name);
        var (source, label) = (table.Column("source"), table.Column("label"));
        return [.. table.Rows.Where(row => row.Cells[label].Length > 0).GroupBy(row => row.Cells[label], row => row.Cells[source]).Select(same => new LabelTarget(same.Key, [.. same]))];
    }
}
