using System.Text.Json;

namespace StudyPortal.Web.Tests.Api;

/// <summary>Looks up the names of an answer in the schemas of an OpenAPI document.</summary>
internal sealed class DocumentedNames(JsonElement document)
{
    private const string Root = "#/components/schemas/";

    /// <summary>Where an answer has what its schema does not.</summary>
    public IEnumerable<string> Missing(JsonElement value, JsonElement schema, string at) => value.ValueKind switch
    {
        JsonValueKind.Array => Facets(schema).Where(facet => facet.TryGetProperty("items", out _)).Select(facet => facet.GetProperty("items")).FirstOrDefault() is { ValueKind: JsonValueKind.Object } items
            ? value.EnumerateArray().SelectMany(item => Missing(item, items, at))
            : Facets(schema).Any(IsAnything) ? [] : [$"{at}[]"],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => OfField(field, schema, $"{at}.{field.Name}")),
        _ => [],
    };

    private List<string> OfField(JsonProperty field, JsonElement schema, string at)
    {
        var facets = Facets(schema).ToList();
        if (facets.Exists(IsAnything)) return [];
        var known = facets.Where(facet => facet.TryGetProperty("properties", out var properties) && properties.TryGetProperty(field.Name, out _))
            .Select(facet => facet.GetProperty("properties").GetProperty(field.Name))
            .Concat(facets.Where(facet => facet.TryGetProperty("additionalProperties", out _)).Select(facet => facet.GetProperty("additionalProperties"))).ToList();
        return known.Count == 0 ? [at] : known.Select(found => Missing(field.Value, found, at).ToList()).MinBy(missing => missing.Count)!;
    }

    /// <summary>The schema itself and all that it can be instead.</summary>
    private IEnumerable<JsonElement> Facets(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Facets(document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()![Root.Length..]));
        var others = new[] { "oneOf", "anyOf" }.Where(word => schema.TryGetProperty(word, out _)).SelectMany(word => schema.GetProperty(word).EnumerateArray());
        return others.SelectMany(Facets).Prepend(schema);
    }

    private static bool IsAnything(JsonElement schema) => !schema.EnumerateObject().Any(word => word.Name != "description");
}
