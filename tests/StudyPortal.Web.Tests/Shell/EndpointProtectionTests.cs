using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using StudyPortal.Web.Tests.Accounts;

namespace StudyPortal.Web.Tests.Shell;

public sealed class EndpointProtectionTests
{
    /// <summary>What anybody may ask for, besides style sheets, scripts and fonts. A new line here is a decision.</summary>
    private static readonly string[] Public =
    [
        "GET /health",
        "GET /health/live",
        "GET /health/ready",
        "GET /invitation/{Token}",
        "GET /password/{Token}",
        "GET /sign-in",
        "GET /sign-in/provider",
        "GET /sign-in/provider/done",
        "GET /sign-in/second",
        "POST /sign-in/code",
        "POST /sign-in/enter-as",
        "POST /sign-in/passkey",
        "POST /sign-in/passkey/options",
        "POST /sign-in/password",
        "POST /sign-in/recovery-code",
    ];

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_endpoint_but_the_public_ones_turns_strangers_away()
    {
        await using var portal = AccountsPortal.Start();
        using var browser = portal.OpenBrowser();
        var open = new SortedSet<string>(StringComparer.Ordinal);
        var asked = 0;
        foreach (var endpoint in portal.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) continue;
            var method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods: [var first, ..] } ? first : "GET";
            using var request = new HttpRequestMessage(new HttpMethod(method), PathOf(endpoint.RoutePattern));
            using var answer = await browser.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
            if (!IsTurnedAway(answer)) open.Add($"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}");
            asked++;
        }

        Assert.Equal(Public, open);
        Assert.InRange(asked, Public.Length + 8, int.MaxValue);
    }

    private static bool IsTurnedAway(HttpResponseMessage answer) => answer.StatusCode == HttpStatusCode.Unauthorized
        || (answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.PathAndQuery.StartsWith("/sign-in?", StringComparison.Ordinal));

    private static string PathOf(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => SampleOf(parameter),
        _ => throw new NotSupportedException(part.GetType().Name),
    }))));

    private static string SampleOf(RoutePatternParameterPart parameter) =>
        parameter.ParameterPolicies.Any(policy => policy.Content is "int" or "long") ? "1" : "6f1c0e4e-4b54-4b4e-9f3a-2d6c1b7f9a10";
}
