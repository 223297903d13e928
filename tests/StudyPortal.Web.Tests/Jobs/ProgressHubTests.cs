using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Web.Tests.Jobs;

public sealed class ProgressHubTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(Roles.Admin)]
    [InlineData(Roles.Researcher)]
    public async Task A_program_outside_follows_a_job_from_the_queue_to_its_end(string role)
    {
        await using var portal = new WebPortal();
        await using var connection = Connect(portal, await portal.SignInAsync(role));
        var running = new TaskCompletionSource<JsonElement>();
        var over = new TaskCompletionSource<JsonElement>();
        connection.On<JsonElement>("job", job =>
        {
            if (job.GetProperty("state").GetString() == "Running") running.TrySetResult(job);
            if (job.GetProperty("isOver").GetBoolean()) over.TrySetResult(job);
        });
        await connection.StartAsync(TestContext.Current.CancellationToken);

        var id = await EnqueueAsync(portal);
        await portal.Services.GetRequiredService<BeginJob>().ExecuteAsync(id, "cpu", TestContext.Current.CancellationToken);
        await portal.Services.GetRequiredService<RecordProgress>().ExecuteAsync(id, new JobNews(0.25, "Epoch 1 of 4", 90, [], []), TestContext.Current.CancellationToken);
        var quarter = await running.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await portal.Services.GetRequiredService<EndJob>().ExecuteAsync(id, new JobOutcome.Succeeded(null), new JobNews(1, "", null, [], []), TestContext.Current.CancellationToken);
        var end = await over.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal(id.Value, quarter.GetProperty("id").GetGuid());
        Assert.Equal("Train", quarter.GetProperty("kind").GetString());
        Assert.Equal("Succeeded", end.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_reader_may_not_follow()
    {
        await using var portal = new WebPortal();
        await using var connection = Connect(portal, await portal.SignInAsync(Roles.Reader));

        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => connection.StartAsync(TestContext.Current.CancellationToken));

        Assert.NotEqual(HttpStatusCode.OK, refusal.StatusCode);
    }

    [Fact]
    public async Task Nobody_follows_without_signing_in()
    {
        await using var portal = new WebPortal();
        using var http = new HttpClient { BaseAddress = portal.Address };

        using var answer = await http.PostAsync(new Uri("hubs/progress/negotiate?negotiateVersion=1", UriKind.Relative), null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static Task<JobId> EnqueueAsync(WebPortal portal) =>
        portal.Services.GetRequiredService<EnqueueJob>().ExecuteAsync(JobKind.Train, "Train", new { }, "admin", TestContext.Current.CancellationToken);

    private static HubConnection Connect(WebPortal portal, Cookie cookie) => new HubConnectionBuilder()
        .WithUrl(new Uri(portal.Address, "hubs/progress"), options => options.Cookies.Add(portal.Address, cookie))
        .Build();
}
