using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Reading;

/// <summary>The live portal with one open study of two readers, and the first of them in the room.</summary>
public sealed class ReadingRoom : IAsyncLifetime
{
    public LivePortal Portal { get; } = LivePortal.Start();

    public SampleWorld World { get; private set; } = null!;

    public StudyId Study { get; private set; }

    public ReadingSession Session { get; private set; } = null!;

    public HttpClient Reader { get; private set; } = null!;

    public string Token { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        World = await SampleWorld.BuildAsync(Portal.Services);
        Study = await World.OpenStudyAsync(World.Design(repeats: 1), "reader1", "reader2");
        Session = (await Get<ReadSession>().ExecuteAsync(Study, World.Accounts["reader1"], CancellationToken.None))!;
        Reader = await Portal.EnterAsync(World.Accounts["reader1"]);
        Token = await TokenAsync(Reader);
    }

    public T Get<T>() where T : notnull => Portal.Services.GetRequiredService<T>();

    public async Task<string> TokenAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>($"/reading/studies/{Study}/session")).GetProperty("token").GetString()!;

    public object Rating(int? score, int version = 0, bool cannotJudge = false, Guid? key = null) => Answer(0, score, version, cannotJudge, key);

    public object Answer(int question, object? value, int version = 0, bool cannotJudge = false, Guid? key = null) => new
    {
        question = Session.Questions[question].Id.Value,
        key = key ?? Guid.NewGuid(),
        expectedVersion = version,
        value,
        cannotJudge,
        activeMilliseconds = 1200,
        mapMilliseconds = 900,
    };

    public async Task<HttpResponseMessage> RateAsync(int place, object rating, HttpClient? client = null, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/reading/slots/{Session.Places[place].Id}/answers") { Content = JsonContent.Create(rating) };
        request.Headers.Add("RequestVerificationToken", token ?? Token);
        return await (client ?? Reader).SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Reader.Dispose();
        await Portal.DisposeAsync();
    }
}
