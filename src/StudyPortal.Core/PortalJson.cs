using System.Text.Json;
using System.Text.Json.Serialization;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core;

/// <summary>How the portal writes JSON for itself and for hub clients: camel case, enums by name, a typed id as its bare Guid.</summary>
public static class PortalJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new EntityIdJsonConverterFactory());
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
