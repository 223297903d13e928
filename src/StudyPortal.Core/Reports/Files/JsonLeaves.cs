using System.Globalization;
using System.Text.Json;

namespace StudyPortal.Core.Reports.Files;

/// <summary>The leaves of a JSON document under their paths, such as <c>questions[1].arms[0].mean.low</c>.</summary>
internal static class JsonLeaves
{
    public static IEnumerable<(string Path, JsonElement Value)> Of(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Of(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().Index()
            .SelectMany(item => Of(item.Item, string.Create(CultureInfo.InvariantCulture, $"{path}[{item.Index}]"))),
        _ => [(path, element)],
    };
}
