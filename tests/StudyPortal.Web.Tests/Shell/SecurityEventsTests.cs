using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Storage;
using StudyPortal.Testing;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Tests.Shell;

/// <summary>What is refused stands in the log, by account and pattern, and a flood of it does not fill the log.</summary>
public sealed class SecurityEventsTests : IAsyncLifetime
{
    /// <summary>As many as the portal lets an account give.</summary>
    private const int SignaturesPerMinute = 20;

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly KeptLines _log = new();
    private LivePortal _portal = null!;
    private SampleWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _portal = LivePortal.Start(more: services => services.AddSingleton<ILogger<SecurityEvents>>(_log));
        _world = await SampleWorld.BuildAsync(_portal.Services, cases: 2, withMaps: false);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_page_or_an_object_that_is_not_for_somebody_is_noted_with_his_account_and_the_pattern_alone()
    {
        var reader = _world.Accounts["reader1"];
        using var client = await _portal.EnterAsync(reader);
        var slot = Guid.NewGuid();

        using (await client.GetAsync("/admin/users?text=Keller", Stop)) { }
        using (await client.GetAsync($"/reading/slots/{slot}/pixels", Stop)) { }
        using (await client.GetAsync("/api/v1/datasets", Stop)) { }

        Assert.Equal(
            [
                $"Security: not for this role at GET /admin/users, account {reader}",
                $"Security: no such object for this account at GET /reading/slots/{{slot:guid}}/pixels, account {reader}",
                "Security: not signed in at GET /api/v1/datasets, account none",
            ],
            _log.Lines);
        Assert.DoesNotContain(_log.Lines, line => line.Contains("Keller", StringComparison.Ordinal) || line.Contains($"{slot}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_token_a_missing_form_token_and_a_foreign_origin_are_noted_and_none_of_them_is_in_the_line()
    {
        using var client = await _portal.EnterAsync(_world.Accounts["reader1"]);
        using var program = new HttpRequestMessage(HttpMethod.Get, "/api/v1/datasets") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", "studyportal_wrong") } };
        using (await client.SendAsync(program, Stop)) { }
        using (await client.PostAsync("/reading/keys", new StringContent("{}", new MediaTypeHeaderValue("application/json")), Stop)) { }
        using var socket = new HttpRequestMessage(HttpMethod.Get, "/_blazor") { Headers = { { "Upgrade", "websocket" }, { "Connection", "Upgrade" }, { "Origin", "https://evil.example" } } };
        using (await client.SendAsync(socket, Stop)) { }

        Assert.Equal(["no valid token", "no valid form token", "not allowed"], _log.Lines.Select(line => line["Security: ".Length..line.IndexOf(" at ", StringComparison.Ordinal)]));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("wrong", StringComparison.Ordinal) || line.Contains("evil", StringComparison.Ordinal));
    }

    [Fact]
    public async Task So_are_a_passkey_and_a_signature_that_are_refused_a_missing_second_factor_and_what_is_asked_for_too_often()
    {
        using var client = await _portal.EnterAsync(_world.Accounts["reader1"]);
        var token = await DistantReader.FormTokenAsync(client);
        var signature = $"/reading/studies/{Guid.NewGuid()}/signature/confirmed";
        await SendFormAsync(client, "/sign-in/passkey", token);
        await SendFormAsync(client, signature, token);
        // Nobody asks a second factor of a demo account.
        await using (var db = await _portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Stop))
            await db.Users.ExecuteUpdateAsync(set => set.SetProperty(account => account.IsDemo, false), Stop);
        await _portal.Services.GetRequiredService<SetSecondFactorRule>().ExecuteAsync(Roles.Reader, isRequired: true, "test", Stop);
        using (await client.GetAsync("/read", Stop)) { }
        await _portal.Services.GetRequiredService<SetSecondFactorRule>().ExecuteAsync(Roles.Reader, isRequired: false, "test", Stop);
        for (var often = 0; often < SignaturesPerMinute; often++) await SendFormAsync(client, signature, token);

        string[] expected = ["passkey refused", "signature refused", "no second factor yet", .. Enumerable.Repeat("signature refused", SignaturesPerMinute - 1), "too often"];
        Assert.Equal(expected, _log.Lines.Select(line => line["Security: ".Length..line.IndexOf(" at ", StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task A_visit_without_a_sign_in_is_no_event_whatever_else_the_browser_remembers()
    {
        using var client = _portal.NewClient();
        foreach (var cookies in (string[])["", "theme=dark; .AspNetCore.Culture=c%3Dde; studyportal-form=remembered"])
        {
            using var visit = new HttpRequestMessage(HttpMethod.Get, "/datasets") { Headers = { { "Accept", "text/html" } } };
            if (cookies.Length > 0) visit.Headers.Add("Cookie", cookies);

            using var answer = await client.SendAsync(visit, Stop);

            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        Assert.Empty(_log.Lines);
        using var claimed = new HttpRequestMessage(HttpMethod.Get, "/datasets") { Headers = { { "Accept", "text/html" }, { "Cookie", "studyportal=made-up" } } };
        using (await client.SendAsync(claimed, Stop)) Assert.Equal("Security: not signed in at GET /datasets, account none", Assert.Single(_log.Lines));
    }

    [Fact]
    public void A_flood_writes_so_many_lines_a_minute_and_then_how_many_it_left_out()
    {
        var clock = new FakeTimeProvider();
        var events = new SecurityEvents(_log, clock);
        var nobody = new ClaimsPrincipal();
        for (var i = 0; i < 5000; i++) events.Note(nobody, "no valid token", "GET /api");
        Assert.Equal(SecurityEvents.LinesPerMinute, _log.Lines.Count);

        clock.Advance(TimeSpan.FromMinutes(1));
        events.Note(nobody, "no valid token", "GET /api");

        Assert.Equal($"Security: {5000 - SecurityEvents.LinesPerMinute} more events of an earlier minute were not written", _log.Lines[^2]);
        Assert.Equal(SecurityEvents.LinesPerMinute + 2, _log.Lines.Count);
    }

    private static async Task SendFormAsync(HttpClient client, string address, string token)
    {
        using var answer = await client.PostAsync(address, new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("credential", "{}")]), Stop);
    }

    private sealed class KeptLines : ILogger<SecurityEvents>
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines) return [.. _lines];
            }
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines) _lines.Add(formatter(state, exception));
        }
    }
}
