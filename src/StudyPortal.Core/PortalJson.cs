using System.Text.Json;
using System.Text.Json.Serialization;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core;

/// <summary>How the portal writes JSON for itself and for its clients: camel case, enums by name or as they themselves say, a typed id as its bare Guid.</summary>
public static class PortalJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Converters.Add(new EnumNames());
        options.Converters.Add(new EntityIdJsonConverterFactory());
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>An enum that names its own converter keeps it; among the options a plain one would win over it.</summary>
    private sealed class EnumNames : JsonConverterFactory
    {
        private static readonly JsonStringEnumConverter Names = new();

        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum && !typeToConvert.IsDefined(typeof(JsonConverterAttribute), inherit: false);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => Names.CreateConverter(typeToConvert, options);
    }
}
