using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyPortal.Testing.Requests;

/// <summary>Damages a JSON body where it is read: a value, a name, its end.</summary>
internal static class JsonBody
{
    private const string Hole = "\"@hole@\"";

    public static byte[] Damage(byte[] body, Random random) => random.Next(8) switch
    {
        0 => body[..random.Next(body.Length + 1)],
        1 => [.. body, .. "}]"u8],
        2 => [0xEF, 0xBB, 0xBF, .. body],
        3 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)),
        4 => Encoding.Latin1.GetBytes(Nasty.Json(random)),
        5 => Doubled(body),
        _ => Replaced(body, random),
    };

    /// <summary>Every property twice.</summary>
    private static byte[] Doubled(byte[] body)
    {
        var inside = Encoding.UTF8.GetString(body).Trim().TrimStart('{').TrimEnd('}');
        return Encoding.UTF8.GetBytes($"{{{inside}{(inside.Length > 0 ? "," : "")}{inside}}}");
    }

    private static byte[] Replaced(byte[] body, Random random)
    {
        if (ObjectOf(body) is not { Count: > 0 } parsed) return Encoding.Latin1.GetBytes($"{{\"keys\":{Nasty.Json(random)},\"value\":{Nasty.Json(random)}}}");
        var at = parsed;
        while (true)
        {
            var name = at.ElementAt(random.Next(at.Count)).Key;
            if (at[name] is JsonObject { Count: > 0 } deeper && random.Next(2) == 0)
            {
                at = deeper;
                continue;
            }

            at[name] = "@hole@";
            return Encoding.Latin1.GetBytes(parsed.ToJsonString().Replace(Hole, Nasty.Json(random), StringComparison.Ordinal));
        }
    }

    /// <summary>Null where it is none, or was damaged before.</summary>
    private static JsonObject? ObjectOf(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
