using System.Text.Json;

namespace StudyPortal.Core.Reports.Files;

/// <summary>results.json as two tables of paths and values: what the analysis was given, and the numbers that it gave.</summary>
internal static class ResultTables
{
    /// <summary>The parts of the results that are copied from the analysis set.</summary>
    private static readonly string[] GivenParts = ["plan.", "study.", "arms[", "readers[", "planned.registered.", "planned.registration."];

    public static byte[] Given(byte[] results)
    {
        using var csv = new CsvText("path", "value");
        foreach (var (path, value) in Leaves(results).Where(leaf => IsGiven(leaf.Path))) csv.Add(path, value.ToString());
        return csv.ToBytes();
    }

    /// <summary>Numbers digit by digit as they are in results.json; empty where a number is undefined.</summary>
    public static byte[] Computed(byte[] results)
    {
        using var csv = new CsvText("path", "value");
        foreach (var (path, value) in Leaves(results).Where(leaf => !IsGiven(leaf.Path) && (IsNumber(leaf.Value) || IsUndefined(leaf))))
            csv.Add(path, value.ToString());
        return csv.ToBytes();
    }

    private static IEnumerable<(string Path, JsonElement Value)> Leaves(byte[] results)
    {
        using var json = JsonDocument.Parse(results);
        foreach (var leaf in JsonLeaves.Of(json.RootElement, "")) yield return leaf;
    }

    private static bool IsGiven(string path) => GivenParts.Any(part => path.StartsWith(part, StringComparison.Ordinal));

    private static bool IsNumber(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number || (value.ValueKind == JsonValueKind.String && value.GetString() is "Infinity" or "-Infinity");

    /// <summary>A missing text, such as the reason of a number that is there, is no missing number.</summary>
    private static bool IsUndefined((string Path, JsonElement Value) leaf) =>
        leaf.Value.ValueKind == JsonValueKind.Null && !leaf.Path.EndsWith(".reason", StringComparison.Ordinal);
}
