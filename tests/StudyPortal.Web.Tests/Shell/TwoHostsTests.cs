using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Shell;

/// <summary>Two web hosts on one PostgreSQL database and one data folder, with a backplane and without.</summary>
public sealed class TwoHostsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_rating_on_one_host_is_heard_once_at_the_hub_of_the_other_within_a_second(bool withRedis)
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        Assert.SkipWhen(withRedis && RedisServer.Missing is not null, RedisServer.Missing ?? "");
        await using var redis = withRedis ? await RedisServer.StartAsync() : null;
        await using var hosts = await Hosts.StartAsync(redis);
        await using var hub = await hosts.ListenAsync(hosts.Second);
        var heard = new List<JsonElement>();
        var first = new TaskCompletionSource();
        hub.On<JsonElement>("reading", news =>
        {
            lock (heard) heard.Add(news);
            first.TrySetResult();
        });
        await hub.StartAsync(Stop);
        using var reader = await DistantReader.EnterAsync(hosts.First.Address, hosts.World.Accounts["reader1"], hosts.Study);

        using (var answer = await reader.SendAsync(reader.Rating(0, 4), Stop)) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var confirmed = Stopwatch.GetTimestamp();
        await first.Task.WaitAsync(Second, Stop);

        TestContext.Current.SendDiagnosticMessage($"Heard after {Stopwatch.GetElapsedTime(confirmed).TotalMilliseconds:F0} ms.");
        await Task.Delay(Second, Stop);
        lock (heard) Assert.Equal(("R1", 1), (Assert.Single(heard).GetProperty("reader").GetString(), heard[0].GetProperty("answered").GetInt32()));
    }

    [Fact]
    public async Task Who_signed_in_on_one_host_rates_on_the_other_with_the_same_cookie_and_token()
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        await using var hosts = await Hosts.StartAsync(redis: null);
        using var reader = await DistantReader.EnterAsync(hosts.First.Address, hosts.World.Accounts["reader1"], hosts.Study);
        var cookies = await hosts.First.CookiesAsync(hosts.World.Accounts["reader1"]);
        using var elsewhere = hosts.Second.NewClient(Moved(cookies, hosts));
        using var session = JsonDocument.Parse(await hosts.First.NewClient(cookies).GetStringAsync($"/reading/studies/{hosts.Study}/session", Stop));
        elsewhere.DefaultRequestHeaders.Add("RequestVerificationToken", session.RootElement.GetProperty("token").GetString());

        using var answer = await elsewhere.PostAsync(
            new Uri($"/reading/slots/{reader.Places[0]}/shown", UriKind.Relative), new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), Stop);

        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
    }

    [Fact]
    public async Task A_job_that_is_asked_for_on_one_host_is_news_to_the_pages_of_the_other_within_a_second()
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        await using var hosts = await Hosts.StartAsync(redis: null);
        var heard = new TaskCompletionSource<JobSnapshot>();
        hosts.Second.Services.GetRequiredService<JobFeed>().Changed += job => heard.TrySetResult(job);

        var id = await hosts.First.Services.GetRequiredService<EnqueueJob>().ExecuteAsync(JobKind.Train, "Train", new { }, "admin", Stop);

        Assert.Equal(id, (await heard.Task.WaitAsync(Second, Stop)).Id);
    }

    [Fact]
    public async Task The_leak_test_reads_a_study_of_a_portal_on_PostgreSQL_in_a_portal_of_its_own()
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        await using var hosts = await Hosts.StartAsync(redis: null);

        var opened = (await hosts.First.Services.GetRequiredService<ListAuditEvents>().ExecuteAsync("studies.opened", 0, 10, Stop)).Events;

        Assert.Contains("places rehearsed, no leak", Assert.Single(opened).Details, StringComparison.Ordinal);
    }

    private static CookieContainer Moved(CookieContainer cookies, Hosts hosts)
    {
        var moved = new CookieContainer();
        foreach (var cookie in cookies.GetCookies(hosts.First.Address).Cast<Cookie>()) moved.Add(hosts.Second.Address, new Cookie(cookie.Name, cookie.Value));
        return moved;
    }

    private sealed class Hosts : IAsyncDisposable
    {
        private readonly TestDatabase _database;
        private readonly string _folder;

        private Hosts(TestDatabase database, string folder, LivePortal first, LivePortal second, SampleWorld world, StudyId study) =>
            (_database, _folder, First, Second, World, Study) = (database, folder, first, second, world, study);

        public LivePortal First { get; }

        public LivePortal Second { get; }

        public SampleWorld World { get; }

        public StudyId Study { get; }

        public static async Task<Hosts> StartAsync(RedisServer? redis)
        {
            var database = await TestDatabase.PostgresAsync();
            var folder = Path.Combine(Path.GetTempPath(), "studyportal-tests", Guid.NewGuid().ToString("N"));
            var settings = new Dictionary<string, string>
            {
                ["Storage:Provider"] = "postgres", ["Storage:Connection"] = database.Settings.Connection, ["DataRoot"] = folder, ["SignalR:Redis"] = redis?.Address ?? "",
            };
            var (first, second) = (LivePortal.Start(settings: settings), LivePortal.Start(settings: settings));
            var world = await SampleWorld.BuildAsync(first.Services);
            return new Hosts(database, folder, first, second, world, await world.OpenStudyAsync(world.Design(), "reader1", "reader2"));
        }

        public async Task<HubConnection> ListenAsync(LivePortal host)
        {
            var cookies = await host.CookiesAsync(World.Accounts["admin"]);
            return new HubConnectionBuilder().WithUrl(new Uri(host.Address, "/hubs/progress"), options => options.Cookies = cookies).Build();
        }

        public async ValueTask DisposeAsync()
        {
            await First.DisposeAsync();
            await Second.DisposeAsync();
            await _database.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
