using Microsoft.OpenApi;

namespace StudyPortal.Web.Features.Api;

/// <summary>A type of the document in words around the name of a shape, if it has one: "list of", CaseRow, "or null".</summary>
public sealed record ApiType(string Before, string? Shape, string After)
{
    public static ApiType Of(IOpenApiSchema? schema) => schema switch
    {
        null => Words("nothing"),
        OpenApiSchemaReference { Reference.Id: { } name } => new ApiType("", name, ""),
        { OneOf: { Count: > 0 } choices } => OfChoices(choices),
        { Type: { } type } when type.HasFlag(JsonSchemaType.Null) => OrNull(OfFlags(type & ~JsonSchemaType.Null, schema)),
        { Type: { } type } => OfFlags(type, schema),
        _ => Words("any JSON"),
    };

    private static ApiType Words(string words) => new(words, null, "");

    private static ApiType OrNull(ApiType type) => type with { After = $"{type.After} or null" };

    private static ApiType OfChoices(IList<IOpenApiSchema> choices)
    {
        var real = choices.Where(choice => choice is OpenApiSchemaReference || choice.Type != JsonSchemaType.Null).ToList();
        var first = Of(real.Count == 1 ? real[0] : null);
        return real.Count < choices.Count ? OrNull(first) : first;
    }

    private static ApiType OfFlags(JsonSchemaType type, IOpenApiSchema schema) => type switch
    {
        JsonSchemaType.Array when Of(schema.Items) is var items => items with { Before = $"list of {items.Before}" },
        JsonSchemaType.Object when schema.AdditionalProperties is { } values && Of(values) is var value => value with { Before = $"by name: {value.Before}" },
        JsonSchemaType.String => Words(schema.Format switch
        {
            "uuid" => "id",
            "date-time" => "time",
            "date" => "day",
            "binary" => "file",
            _ => "text",
        }),
        JsonSchemaType.Integer => Words("whole number"),
        JsonSchemaType.Number => Words("number"),
        JsonSchemaType.Boolean => Words("true or false"),
        _ => Words("any JSON"),
    };
}
