using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using StudyPortal.Core.Tokens;

namespace StudyPortal.Web.Tests.Api;

public sealed class ApiAccessTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_counts_for_nothing_there()
    {
        using var browser = await world.Portal.EnterAsync(world.Sample.Accounts["admin"]);

        Assert.Contains("Send a token", await ProblemAsync(browser, "/api/v1/datasets", HttpStatusCode.Unauthorized), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/datasets")]
    [InlineData("/account/tokens")]
    [InlineData("/api/openapi.json")]
    [InlineData("/reading/language/de")]
    public async Task A_token_counts_for_nothing_elsewhere(string address)
    {
        using var answer = await world.Admin.GetAsync(address, Stop);

        Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized, $"{address}: {answer.StatusCode}");
    }

    [Theory]
    [InlineData("Basic YWRhOmFkYQ==")]
    [InlineData("Bearer")]
    [InlineData("Bearer studyportal_")]
    [InlineData("Bearer studyportal_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_token_is_refused_with_what_was_expected(string header)
    {
        using var client = world.Portal.NewClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        using var answer = await client.GetAsync("/api/v1/datasets", Stop);

        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (answer.StatusCode, answer.Headers.WwwAuthenticate.ToString()));
        Assert.Contains("token", (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scope_that_lacks_is_named()
    {
        using var client = world.Portal.WithToken(await world.Portal.TokenAsync(world.Sample.Accounts["admin"], "reports", ApiScopes.Reports));

        Assert.Equal(
            "This address needs the scope read; the token has reports. Make another token.", await ProblemAsync(client, "/api/v1/datasets", HttpStatusCode.Forbidden));
        using var answer = await world.Researcher.PostAsync($"/api/v1/studies/{world.Closed}/report", null, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(
            "This address is for the tokens of admins; the token's owner has the role Researcher.",
            (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/api/v1", HttpStatusCode.NotFound, "GET /api/v1")]
    [InlineData("/api/v1/nothing", HttpStatusCode.NotFound, "GET /api/v1/nothing")]
    [InlineData("/api/v1/datasets/6f1c0e4e-4b54-4b4e-9f3a-2d6c1b7f9a10", HttpStatusCode.NotFound, "no such data set")]
    [InlineData("/api/v1/datasets/{dataset}/cases/0", HttpStatusCode.NotFound, "no such case")]
    [InlineData("/api/v1/datasets/{dataset}/cases?page=0", HttpStatusCode.BadRequest, "page is 0; expected 1 to")]
    [InlineData("/api/v1/datasets/{dataset}/cases?page=2000000000", HttpStatusCode.BadRequest, "expected 1 to")]
    [InlineData("/api/v1/datasets/{dataset}/cases?page=one", HttpStatusCode.BadRequest, "\"one\"")]
    [InlineData("/api/v1/datasets/{dataset}/cases?pageSize=1001", HttpStatusCode.BadRequest, "pageSize is 1001; expected 1 to 1000")]
    [InlineData("/api/v1/datasets/{dataset}/problems?pageSize=1001", HttpStatusCode.BadRequest, "pageSize is 1001; expected 1 to 1000")]
    [InlineData("/api/v1/datasets/{dataset}/cases?split=Morning", HttpStatusCode.BadRequest, "Morning")]
    [InlineData("/api/v1/datasets/{dataset}/cases?split=7", HttpStatusCode.BadRequest, "expected one of Train, Validation, Test")]
    [InlineData("/api/v1/datasets/{dataset}/cases?label=Fish", HttpStatusCode.BadRequest, "label is 'Fish'; expected one of Mass, Effusion")]
    [InlineData("/api/v1/datasets/{dataset}/cases?value=Positive", HttpStatusCode.BadRequest, "without a label")]
    [InlineData("/api/v1/datasets/{dataset}/cases/1/image?low=9&high=9", HttpStatusCode.BadRequest, "low is 9 and high is 9")]
    [InlineData("/api/v1/maps/{map}/image?contract=rainbow", HttpStatusCode.BadRequest, "contract is 'rainbow'; expected one of 1, 2, 3, 4, 5")]
    [InlineData("/api/v1/studies/{study}/sample-size", HttpStatusCode.BadRequest, "difference")]
    [InlineData("/api/v1/studies/{study}/sample-size?difference=0&readers=4&cases=9", HttpStatusCode.BadRequest, "above 0 points")]
    [InlineData("/api/v1/studies/{open}/plan", HttpStatusCode.NotFound, "no plan is registered")]
    [InlineData("/api/v1/reports/{report}/figures/ratings.svg?dpi=many", HttpStatusCode.BadRequest, "dpi is 'many': expected a whole number")]
    [InlineData("/api/v1/reports/{report}/figures/nothing.svg", HttpStatusCode.NotFound, "no such figure")]
    [InlineData("/api/v1/reports/{report}/files/..%2f..%2fportal.db", HttpStatusCode.NotFound, "no such file")]
    public async Task What_is_wrong_is_said_as_a_problem_also_to_a_browser(string address, HttpStatusCode status, string words)
    {
        foreach (var parameter in world.Objects) address = address.Replace($"{{{parameter.Key}}}", parameter.Value, StringComparison.Ordinal);

        Assert.Contains(words, await ProblemAsync(world.Researcher, address, status), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_a_study_that_is_read_is_a_conflict_and_so_is_a_plan_without_ratings()
    {
        using var report = await world.Admin.PostAsync($"/api/v1/studies/{world.Open}/report", null, Stop);

        Assert.Equal((HttpStatusCode.Conflict, "application/problem+json"), (report.StatusCode, report.Content.Headers.ContentType?.MediaType));
        Assert.Contains("The study is Open", await ProblemAsync(world.Admin, $"/api/v1/studies/{world.Open}/sample-size?difference=1&readers=4&cases=9", HttpStatusCode.Conflict), StringComparison.Ordinal);
    }

    private static async Task<string> ProblemAsync(HttpClient client, string address, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var answer = await client.SendAsync(request, Stop);
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        return problem.GetProperty("detail").GetString()!;
    }
}
