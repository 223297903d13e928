using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StudyPortal.Core.Storage;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Health;

public sealed class ReadinessTests
{
    private static readonly CancellationToken Stop = Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sound_host_is_live_and_ready_and_names_each_check()
    {
        await using var portal = LivePortal.Start();
        using var anybody = portal.NewClient();

        Assert.Equal("{\"status\":\"live\"}", await anybody.GetStringAsync("/health/live", Stop));
        var (status, ready) = await ReadyAsync(anybody);

        Assert.Equal((HttpStatusCode.OK, "ready"), (status, ready.GetProperty("status").GetString()));
        Assert.Equal(["database ready ", "files ready ", "keys ready "], ChecksOf(ready));
    }

    [Theory]
    [InlineData("database", "The database has not been brought to the schema of this version.")]
    [InlineData("files", "The folder of the stored files is missing.")]
    [InlineData("keys", "There is no valid key for the sign-in cookies.")]
    public async Task What_is_broken_makes_the_host_not_ready_but_it_lives_and_it_is_ready_again_when_the_cause_goes(string broken, string cause)
    {
        await using var portal = LivePortal.Start();
        using var anybody = portal.NewClient();
        var root = portal.Services.GetRequiredService<DataRoot>();
        var (folder, aside) = broken == "keys" ? (root.Keys, root.Keys + ".aside") : (root.Blobs, root.Blobs + ".aside");
        if (broken == "database") await portal.ExecuteSqlAsync("CREATE TABLE Aside AS SELECT * FROM __EFMigrationsHistory; DELETE FROM __EFMigrationsHistory WHERE MigrationId = (SELECT max(MigrationId) FROM Aside)", Stop);
        else Directory.Move(folder, aside);
        if (broken == "keys") Directory.CreateDirectory(folder);

        var (status, body) = await ReadyAsync(anybody);
        using var live = await anybody.GetAsync("/health/live", Stop);
        using var word = await anybody.GetAsync("/health", Stop);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready"), (status, body.GetProperty("status").GetString()));
        Assert.Contains($"{broken} not ready {cause}", ChecksOf(body));
        Assert.Equal(2, ChecksOf(body).Count(check => check.Contains(" ready ", StringComparison.Ordinal) && !check.Contains("not ready", StringComparison.Ordinal)));
        Assert.DoesNotContain(root.Folder, body.ToString(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, "Unhealthy"), (live.StatusCode, word.StatusCode, await word.Content.ReadAsStringAsync(Stop)));

        if (broken == "database") await portal.ExecuteSqlAsync("INSERT OR IGNORE INTO __EFMigrationsHistory SELECT * FROM Aside", Stop);
        else
        {
            if (broken == "keys") Directory.Delete(folder);
            Directory.Move(aside, folder);
        }
        // An answer stands for a second.
        await Task.Delay(TimeSpan.FromSeconds(1.1), Stop);
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync(anybody)).Status);
    }

    [Fact]
    public async Task A_further_check_takes_one_line_and_the_words_of_its_failure_are_not_for_anybody()
    {
        await using var portal = LivePortal.Start(more: services => services.AddHealthChecks().AddCheck<SecretSpoken>("redis"));
        using var anybody = portal.NewClient();

        var (status, body) = await ReadyAsync(anybody);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("redis not ready The check itself failed.", ChecksOf(body));
        Assert.DoesNotContain("hunter2", body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_signed_in_is_told_whether_the_host_can_serve_though_his_session_cannot_be_looked_up()
    {
        await using var portal = LivePortal.Start();
        var world = await SampleWorld.BuildAsync(portal.Services);
        using var admin = await portal.EnterAsync(world.Accounts["admin"]);
        await portal.ExecuteSqlAsync("ALTER TABLE AccountSessions RENAME TO Aside", Stop);

        using var page = await admin.GetAsync("/admin/health", Stop);
        using var live = await admin.GetAsync("/health/live", Stop);

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.OK), (page.StatusCode, live.StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync(admin)).Status);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> ReadyAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/health/ready", Stop);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement);
    }

    private static IReadOnlyList<string> ChecksOf(JsonElement body) => [.. body.GetProperty("checks").EnumerateArray()
        .Select(check => $"{check.GetProperty("name").GetString()} {check.GetProperty("status").GetString()} {check.GetProperty("cause").GetString()}")];

    private sealed class SecretSpoken : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("redis://:hunter2@10.0.0.7 refused");
    }
}
