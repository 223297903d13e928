using System.Text.Json;

namespace StudyPortal.Core.Models;

/// <summary>How a label map is stored: the same map always as the same text.</summary>
internal static class LabelMapText
{
    /// <summary>JSON ordered by the model's labels; empty when no label has another name.</summary>
    public static string Of(IReadOnlyDictionary<string, string> map)
    {
        var renamed = map.Where(pair => pair.Key != pair.Value).ToDictionary();
        return renamed.Count == 0 ? "" : JsonSerializer.Serialize(new SortedDictionary<string, string>(renamed, StringComparer.Ordinal));
    }

    public static Dictionary<string, string> Parse(string text) =>
        text.Length == 0 ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(text) ?? throw new JsonException("A label map is null.");
}
