using System.Text.Json;

namespace StudyPortal.Core.Datasets;

/// <summary>A label map as JSON: <c>{ "label": "source label" or ["source label", ...] }</c>.</summary>
internal static class LabelMapJson
{
    private const string Expected = "expected a JSON object of labels, each with the name of a label of the source or a list of them";

    /// <param name="name">Of the file.</param>
    /// <param name="content">UTF-8, with or without a byte order mark.</param>
    /// <exception cref="DatasetFormatException">Not such an object; the line and the field are told.</exception>
    public static IReadOnlyList<LabelTarget> Read(string name, ReadOnlySpan<byte> content)
    {
        var json = content.StartsWith("\uFEFF"u8) ? content[3..] : content;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        var field = (string?)null;
        try
        {
            var targets = new List<LabelTarget>();
            Require(reader.Read() && reader.TokenType == JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                field = reader.GetString()!.Trim();
                Require(field.Length > 0 && targets.TrueForAll(other => !other.Label.Equals(field, StringComparison.OrdinalIgnoreCase)));
                targets.Add(new LabelTarget(field, Sources(ref reader)));
                field = null;
            }

            while (reader.Read()) Require(false);
            return targets;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException)
        {
            var line = wrong is JsonException { LineNumber: { } number } ? (int)number + 1 : json[..(int)Math.Min(reader.TokenStartIndex, json.Length)].Count((byte)'\n') + 1;
            throw new DatasetFormatException(name, line, field is null ? $"E_CSV_SCHEMA: {Expected}." : $"E_CSV_SCHEMA: field \"{field}\": {Expected}, and each label once.", wrong);
        }
    }

    private static List<string> Sources(ref Utf8JsonReader reader)
    {
        Require(reader.Read());
        if (reader.TokenType != JsonTokenType.StartArray) return [Source(ref reader)];
        var sources = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) sources.Add(Source(ref reader));
        Require(sources.Count > 0);
        return sources;
    }

    private static string Source(ref Utf8JsonReader reader)
    {
        Require(reader.TokenType == JsonTokenType.String && !string.IsNullOrWhiteSpace(reader.GetString()));
        return reader.GetString()!.Trim();
    }

    /// <exception cref="FormatException">It is not so.</exception>
    private static void Require(bool isSo)
    {
        if (!isSo) throw new FormatException();
    }
}
