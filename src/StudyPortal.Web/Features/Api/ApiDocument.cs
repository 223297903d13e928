using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies.Planning;

namespace StudyPortal.Web.Features.Api;

/// <summary>The OpenAPI document of the programming interface.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    private const string Token = "token";

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = endpoint => $"/{endpoint.RelativePath}".StartsWith(ApiFeature.Root, StringComparison.OrdinalIgnoreCase);
        options.AddDocumentTransformer(Introduce);
        options.AddOperationTransformer(SayRight);
        options.AddSchemaTransformer(WritePlainly);
        options.CreateSchemaReferenceId = NameOf;
    }

    private static Task Introduce(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "StudyPortal",
            Version = Name,
            Description = "What the pages of a researcher show, for programs. Names of fields stay as they are within this version; new ones may come. "
                + "Times are UTC; what is refused is answered as a problem (RFC 9457) that says why.",
        };
        document.AddComponent<IOpenApiSecurityScheme>(Token, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A personal token, made on the page API tokens. It acts in its owner's name and never gives more than the owner's pages.",
        });
        return Task.CompletedTask;
    }

    private static Task SayRight(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var right = context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiRight>().Last();
        operation.Description = $"{operation.Description} {right.Words}".Trim();
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, context.Document)] = [] }];
        return Task.CompletedTask;
    }

    /// <summary>Typed ids are written as bare Guids, and numbers as numbers, although those of a request may also come as text.</summary>
    private static Task WritePlainly(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        // What stands in comments comes as XML spells it.
        schema.Description = WebUtility.HtmlDecode(schema.Description);
        if (schema.Type is { } type && (type & (JsonSchemaType.Integer | JsonSchemaType.Number)) != 0)
            (schema.Type, schema.Pattern) = (type & ~JsonSchemaType.String, null);
        if (!IsId(context.JsonTypeInfo.Type)) return Task.CompletedTask;
        schema.Type = JsonSchemaType.String | (Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is null ? 0 : JsonSchemaType.Null);
        schema.Format = "uuid";
        return Task.CompletedTask;
    }

    /// <summary>Null for what is better written out where it stands.</summary>
    private static string? NameOf(JsonTypeInfo type) => type.Type switch
    {
        var bare when IsId(bare) || bare == typeof(Stream) || bare == typeof(JsonElement) => null,
        var plan when plan == typeof(SampleSizeOutcome.Planned) => "SampleSizePlan",
        _ => OpenApiOptions.CreateDefaultSchemaReferenceId(type),
    };

    private static bool IsId(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type).GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityId<>));
}
