using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using StudyPortal.Core.Studies;

namespace StudyPortal.Testing;

/// <summary>A reader's window without the window: the requests of the reading room over HTTP, sent again until they are confirmed, as the room does.</summary>
public sealed partial class DistantReader : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.FromSeconds(2);

    private readonly string _question;

    private DistantReader(HttpClient client, JsonElement session)
    {
        (Client, _question) = (client, session.GetProperty("questions")[0].GetProperty("id").GetString()!);
        Places = [.. session.GetProperty("places").EnumerateArray().Select(place => place.GetProperty("id").GetString()!)];
        client.DefaultRequestHeaders.Add("RequestVerificationToken", session.GetProperty("token").GetString());
    }

    public HttpClient Client { get; }

    /// <summary>Their ids, in the reader's order.</summary>
    public IReadOnlyList<string> Places { get; }

    /// <summary>How often a rating had to be sent again.</summary>
    public int Repeats { get; private set; }

    /// <summary>A client that came in by the demo's entrance, with a token for what it sends.</summary>
    /// <param name="cookies">Where the session is kept; null for a place of its own.</param>
    public static async Task<HttpClient> SignInAsync(Uri portal, Guid account, CookieContainer? cookies = null)
    {
        var client = Open(portal, cookies ?? new CookieContainer());
        var form = new Dictionary<string, string> { ["account"] = account.ToString(), ["__RequestVerificationToken"] = await FormTokenAsync(client) };
        using var entered = await client.PostAsync("/sign-in/enter-as", new FormUrlEncodedContent(form));
        return entered.StatusCode == HttpStatusCode.Redirect ? client : throw new InvalidOperationException($"Entering was answered {entered.StatusCode}.");
    }

    /// <param name="through">Where the reader reads with the session from there: a load balancer, or another host; null for the portal itself.</param>
    public static async Task<DistantReader> EnterAsync(Uri portal, Guid account, StudyId study, Uri? through = null)
    {
        var cookies = new CookieContainer();
        var client = await SignInAsync(portal, account, cookies);
        if (through is not null)
        {
            client.Dispose();
            client = Open(through, cookies);
        }

        return new DistantReader(client, await client.GetFromJsonAsync<JsonElement>($"/reading/studies/{study}/session"));
    }

    /// <summary>What a form of the portal carries for whoever this client is.</summary>
    public static async Task<string> FormTokenAsync(HttpClient client) => FormToken().Match(await client.GetStringAsync("/sign-in")).Groups[1].Value;

    /// <summary>A rating on its way out, with a key of its own.</summary>
    public SentRating Rating(int place, int score, int expectedVersion = 0) => new(Guid.NewGuid(), Places[place], score, expectedVersion + 1);

    /// <summary>Once, whatever comes of it.</summary>
    public Task<HttpResponseMessage> SendAsync(SentRating rating, CancellationToken cancellationToken) => Client.PostAsJsonAsync(
        $"/reading/slots/{rating.Slot}/answers",
        new { question = _question, key = rating.Key, expectedVersion = rating.Version - 1, value = rating.Score, cannotJudge = false, activeMilliseconds = 1000, mapMilliseconds = 1000 },
        cancellationToken);

    /// <summary>Until it is confirmed. Any other answer than "not now" is an error.</summary>
    public async Task ConfirmAsync(SentRating rating, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; !await TryAsync(rating, cancellationToken); pause = pause < LongestPause ? 2 * pause : LongestPause)
        {
            await Task.Delay(pause, cancellationToken);
            Repeats++;
        }
    }

    /// <summary>The image and the map of a place.</summary>
    public Task LookAsync(int place, CancellationToken cancellationToken) => Task.WhenAll(
        Client.GetByteArrayAsync($"/reading/slots/{Places[place]}/pixels", cancellationToken),
        Client.GetByteArrayAsync($"/reading/slots/{Places[place]}/map", cancellationToken));

    /// <summary>Says that a place is on the screen; when that fails, the room goes on.</summary>
    /// <returns>False when it failed.</returns>
    public async Task<bool> ShowAsync(int place, CancellationToken cancellationToken)
    {
        using var answer = await Client.PostAsJsonAsync($"/reading/slots/{Places[place]}/shown", new { }, cancellationToken);
        return answer.IsSuccessStatusCode;
    }

    public void Dispose() => Client.Dispose();

    private static HttpClient Open(Uri address, CookieContainer cookies) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = address };

    private async Task<bool> TryAsync(SentRating rating, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await SendAsync(rating, cancellationToken);
            if ((int)answer.StatusCode >= 500) return false;
            if (answer.StatusCode != HttpStatusCode.OK)
                throw new InvalidOperationException($"A rating was answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            var version = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("version").GetInt32();
            return version == rating.Version ? true : throw new InvalidOperationException($"Version {rating.Version} was stored as {version}.");
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            return false;
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}

/// <param name="Key">Chosen once, however often it is sent.</param>
/// <param name="Slot">Id of the place.</param>
/// <param name="Version">That the answer has after it.</param>
public sealed record SentRating(Guid Key, string Slot, int Score, int Version);
