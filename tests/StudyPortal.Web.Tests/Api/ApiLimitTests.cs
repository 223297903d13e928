using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace StudyPortal.Web.Tests.Api;

/// <summary>In a portal of their own: the limits hold for everybody at one address, and all tests have the same.</summary>
public sealed class ApiLimitTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_that_asks_too_often_waits_and_another_does_not()
    {
        using var hasty = world.Portal.WithToken(await world.Portal.TokenAsync(world.Sample.Accounts["researcher"], "hasty"));

        var refused = await UntilAsync(HttpStatusCode.TooManyRequests, () => hasty.GetAsync("/api/v1/maps/methods", Stop));

        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await world.Researcher.GetAsync("/api/v1/maps/methods", Stop)).StatusCode);
    }

    [Fact]
    public async Task Who_tries_wrong_tokens_waits_and_a_right_one_from_the_same_address_does_not()
    {
        using var guessing = world.Portal.WithToken("studyportal_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        var refused = await UntilAsync(HttpStatusCode.TooManyRequests, () => guessing.GetAsync("/api/v1/datasets", Stop));

        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("wrong tokens", (await refused.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("detail").GetString()!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await world.Researcher.GetAsync("/api/v1/datasets", Stop)).StatusCode);
    }

    private static async Task<HttpResponseMessage> UntilAsync(HttpStatusCode status, Func<Task<HttpResponseMessage>> ask)
    {
        const int Together = 20, Most = 2000;
        for (var asked = 0; asked < Most; asked += Together)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, Together).Select(_ => ask()));
            if (answers.FirstOrDefault(answer => answer.StatusCode == status) is { } found) return found;
        }

        throw new InvalidOperationException($"Nobody was answered {status}.");
    }
}
