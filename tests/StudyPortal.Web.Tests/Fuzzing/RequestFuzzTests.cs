using StudyPortal.Web.Tests.Shell;

namespace StudyPortal.Web.Tests.Fuzzing;

/// <summary>
/// Damaged requests to every endpoint of the authorisation matrix and to every operation of the OpenAPI document, from everybody, in Production.
/// As many as fit into half a minute, or as STUDYPORTAL_FUZZ says; STUDYPORTAL_FUZZ_SEED names another seed.
/// </summary>
public sealed class RequestFuzzTests(FuzzWorld world) : IClassFixture<FuzzWorld>
{
    private const int UsualRequests = 4_000;
    private const int Workers = 3;

    private static readonly TimeSpan UsualTime = TimeSpan.FromSeconds(30);

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_damaged_request_fails_hangs_or_shows_the_inside()
    {
        var (count, seed) = (FuzzRun.Count(UsualRequests), FuzzRun.Seed);
        var workers = Enumerable.Range(0, Workers).Select(number => new RequestFuzzer(world, seed, number, Workers)).ToList();
        await Task.WhenAll(workers.Select(worker => worker.RunAsync(count / Workers, FuzzRun.IsAsked ? Timeout.InfiniteTimeSpan : UsualTime, Stop)));

        var findings = workers.SelectMany(worker => worker.Findings).ToList();
        var statuses = workers.SelectMany(worker => worker.Statuses).GroupBy(status => status).OrderBy(group => group.Key).Select(group => $"{group.Key}: {group.Count()}");
        var sent = workers.Sum(worker => worker.Statuses.Count);
        TestContext.Current.TestOutputHelper?.WriteLine($"{sent} requests with seed {seed}. {string.Join(", ", statuses)}");
        var slowest = workers.SelectMany(worker => worker.Times).GroupBy(time => time.Key, time => time.Value.TotalSeconds).OrderByDescending(group => group.Sum()).Take(8);
        TestContext.Current.TestOutputHelper?.WriteLine($"Most time: {string.Join(", ", slowest.Select(row => $"{row.Key} {row.Sum():0.0} s"))}");
        Assert.True(findings.Count == 0, $"{findings.Count} findings with seed {seed}:\n{string.Join("\n", findings.Take(12))}");
        // Damage that stops at the door would prove nothing: some requests must have come through, and every row was asked.
        Assert.InRange(workers.SelectMany(worker => worker.Statuses).Count(status => status is >= 200 and < 300), sent / 20, sent);
        if (sent >= 2 * world.Rows.Count) Assert.Equal([], world.Rows.Select(row => row.Name).Except(workers.SelectMany(worker => worker.Asked)));
    }

    /// <summary>Requests that are as they should be, after all that.</summary>
    [Fact]
    public async Task The_portal_still_answers_everybody_as_before()
    {
        using var client = world.Matrix.Portal.NewClient();
        Assert.Equal("Healthy", await client.GetStringAsync("/health", Stop));
        Assert.Equal("200", await world.Matrix.Person("admin").AskAsync("GET", "/admin/users", null));
    }

    /// <summary>Connections of pages and hubs are opened by a request that changes nothing; what comes over them is bound to the page's own token.</summary>
    private static readonly string[] WithoutToken = ["POST /hubs/progress/negotiate", "POST /_blazor/negotiate", "POST /_blazor/disconnect/"];

    [Fact]
    public async Task Every_unsafe_verb_of_a_signed_in_person_asks_for_the_antiforgery_token()
    {
        var rows = AuthorisationMatrix.Rows.Where(row => row.Method is "POST" or "PUT" or "PATCH" or "DELETE" && !row.Pattern.StartsWith("/api/v1", StringComparison.Ordinal)).ToList();
        Assert.Equal(WithoutToken.Order(), rows.Select(row => row.Name).Intersect(WithoutToken).Order());
        foreach (var row in rows.Where(row => !WithoutToken.Contains(row.Name)))
        {
            var person = AuthorisationMatrix.Sessions[row.Answers.Take(AuthorisationMatrix.Sessions.Count).Index().Last(answer => answer.Item is not ("in" or "no" or "401" or "403")).Index];
            var written = await world.WriteAsync(row, world.Matrix.Person(person));
            var forged = written with { Headers = [.. written.Headers.Where(header => header.Name != "RequestVerificationToken")] };

            var answer = await world.SendAsync(forged, new Random(1), Stop);

            Assert.True(answer.Status == 400, $"{row.Name} without the token was answered {answer.Status}");
        }
    }
}
