using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bunit;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;
using StudyPortal.Web.Features.Api;

namespace StudyPortal.Web.Tests.Api;

public sealed partial class ApiDocumentTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly CancellationToken Stop = Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_address_is_described_with_its_refusals_and_its_scope()
    {
        var document = await DocumentAsync();
        var described = OperationsOf(document).ToDictionary(operation => $"{operation.Method} {operation.Path}");
        var mapped = world.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Select(method => $"{method} {Constraint().Replace(endpoint.RoutePattern.RawText!, "}")}"))
            .Where(name => !name.EndsWith("/openapi.json", StringComparison.Ordinal));

        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(described.Count, described.Values.Select(operation => operation.Json.GetProperty("operationId").GetString()).Distinct().Count());
        Assert.All(described.Values, operation =>
        {
            Assert.NotEmpty(operation.Json.GetProperty("summary").GetString()!);
            Assert.All(["200", "401", "403", "429"], status => Assert.True(operation.Json.GetProperty("responses").TryGetProperty(status, out _), $"{operation.Path} says nothing of {status}"));
            Assert.Matches("Needs the scope `(read|reports)`|Any token will do", operation.Json.GetProperty("description").GetString());
            Assert.True(operation.Json.GetProperty("security")[0].TryGetProperty("token", out _));
        });
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("token").GetProperty("scheme").GetString());
    }

    /// <summary>Whatever a script may come to rely on stands in the document, by its name.</summary>
    [Fact]
    public async Task Every_address_that_reads_answers_and_every_name_in_its_answer_is_in_the_document()
    {
        var document = await DocumentAsync();
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var operation in OperationsOf(document).Where(operation => operation.Method == "GET"))
        {
            var address = AddressOf(operation);
            using var answer = await world.Researcher.GetAsync(address, Stop);
            Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode}");
            var content = operation.Json.GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject().Single();
            if (content.Name != "application/json") continue;
            var schemas = new DocumentedNames(document);
            unknown.UnionWith(schemas.Missing(await answer.Content.ReadFromJsonAsync<JsonElement>(Stop), content.Value.GetProperty("schema"), operation.Path));
        }

        Assert.Empty(unknown);
    }

    [Fact]
    public async Task The_page_shows_every_address_and_shape_with_the_portals_own_address_and_no_script()
    {
        var document = await DocumentAsync();
        await using var context = new BunitContext();
        context.Services.AddKeyedSingleton("v1", world.Portal.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1"));
        context.AddAuthorization().SetAuthorized("tester").SetRoles(Roles.Researcher);
        var page = context.Render<ApiPage>();
        await page.WaitForAssertionAsync(() => Assert.NotEmpty(page.FindAll("[data-operation]")), TimeSpan.FromSeconds(20));

        Assert.Equal(
            OperationsOf(document).Select(operation => operation.Json.GetProperty("operationId").GetString()).Order(StringComparer.Ordinal),
            page.FindAll("[data-operation]").Select(operation => operation.GetAttribute("data-operation")).Order(StringComparer.Ordinal));
        Assert.Equal(
            document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(schema => $"shape-{schema.Name}"),
            page.FindAll("article").Select(shape => shape.Id));
        Assert.All(page.FindAll("pre.command"), command => Assert.Contains("\"http://localhost/api/v1/", command.TextContent, StringComparison.Ordinal));
        Assert.All(page.FindAll("a[href^='/api#']"), link => Assert.Single(page.FindAll($"[id='{link.GetAttribute("href")!["/api#".Length..]}']")));
        Assert.Empty(page.FindAll("script"));
    }

    private async Task<JsonElement> DocumentAsync() => await world.Researcher.GetFromJsonAsync<JsonElement>("/api/v1/openapi.json", Stop);

    private static IEnumerable<Described> OperationsOf(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select new Described(operation.Name.ToUpperInvariant(), path.Name, operation.Value);

    private string AddressOf(Described operation)
    {
        var name = operation.Path.Split('/')[3..] switch { ["analyses", ..] => "auc-mean.csv", [.., "figures", _] => "ratings.svg", _ => "ratings.csv" };
        var address = Parameter().Replace(operation.Path, match => match.Groups[1].Value == "name" ? name : world.Objects[match.Groups[1].Value]);
        var needed = operation.Json.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query" && p.TryGetProperty("required", out var required) && required.GetBoolean()).Select(p => p.GetProperty("name").GetString()!)
            : [];
        return $"{address}?{string.Join('&', needed.Select(query => $"{query}={world.Objects[query]}"))}";
    }

    private sealed record Described(string Method, string Path, JsonElement Json);

    [GeneratedRegex(@":[a-z]+\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Parameter();
}
