using Microsoft.OpenApi;

namespace StudyPortal.Web.Features.Api;

/// <summary>One address of the interface.</summary>
/// <param name="Answer">What comes when all is well.</param>
/// <param name="MediaType">Of that answer.</param>
/// <param name="Refusals">The other statuses.</param>
public sealed record ApiOperation(
    string Tag, string Name, string Method, string Path, string Summary, string Description,
    IReadOnlyList<ApiField> Parameters, ApiType Answer, string MediaType, IReadOnlyList<string> Refusals, IReadOnlyList<string> RequiredQuery)
{
    private const string Ok = "200";

    public static IEnumerable<ApiOperation> All(OpenApiDocument document) =>
        from path in document.Paths
        from operation in path.Value.Operations ?? []
        select Of(path.Key, operation.Key, operation.Value);

    /// <summary>As it is typed, at the portal's own address; blanks in braces.</summary>
    public string Curl(string portal)
    {
        var query = RequiredQuery.Count == 0 ? "" : "?" + string.Join('&', RequiredQuery.Select(name => $"{name}={{{name}}}"));
        var how = (Method == "GET" ? "" : $" --request {Method}") + (Answer.Before == "file" ? " --output FILE" : "");
        return $"curl --fail-with-body --header \"Authorization: Bearer $TOKEN\"{how} \"{portal}{Path}{query}\"";
    }

    private static ApiOperation Of(string path, HttpMethod method, OpenApiOperation operation)
    {
        var good = operation.Responses?.GetValueOrDefault(Ok)?.Content?.FirstOrDefault();
        var parameters = operation.Parameters ?? [];
        return new ApiOperation(
            operation.Tags?.FirstOrDefault()?.Name ?? "", operation.OperationId ?? "", method.Method, path, operation.Summary ?? "", operation.Description ?? "",
            [.. parameters.Select(p => new ApiField(p.Name ?? "", ApiType.Of(p.Schema), p.Description ?? (p.In == ParameterLocation.Path ? "In the address." : "")))],
            ApiType.Of(good?.Value.Schema), good?.Key ?? "",
            [.. (operation.Responses ?? []).Keys.Where(status => status != Ok).Order(StringComparer.Ordinal)],
            [.. parameters.Where(p => p is { Required: true, In: ParameterLocation.Query }).Select(p => p.Name ?? "")]);
    }
}
