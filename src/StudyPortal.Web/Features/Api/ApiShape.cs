using Microsoft.OpenApi;

namespace StudyPortal.Web.Features.Api;

/// <summary>A shape of JSON that the interface answers with.</summary>
/// <param name="Values">Of an enumeration; empty for an object.</param>
/// <param name="Kinds">Names of the shapes that it can be, where there are several.</param>
public sealed record ApiShape(string Name, string Meaning, IReadOnlyList<ApiField> Fields, IReadOnlyList<string> Values, IReadOnlyList<string> Kinds)
{
    public static ApiShape Of(string name, IOpenApiSchema schema) => new(
        name,
        schema.Description ?? "",
        [.. (schema.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(field => new ApiField(field.Key, ApiType.Of(field.Value), field.Value.Description ?? ""))],
        [.. (schema.Enum ?? []).Select(value => $"{value}")],
        [.. (schema.AnyOf ?? []).OfType<OpenApiSchemaReference>().Select(kind => kind.Reference.Id!)]);
}

/// <summary>A field of a shape, or something that a request takes.</summary>
public sealed record ApiField(string Name, ApiType Type, string Meaning);
