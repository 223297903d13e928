using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using StudyPortal.Testing;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Tests.Shell;

/// <summary>What is refused stands in the log, by account and pattern, and a flood of it does not fill the log.</summary>
public sealed class SecurityEventsTests : IAsyncLifetime
{
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
    public async Task A_first_visit_is_no_event()
    {
        using var client = _portal.NewClient();
        using var first = new HttpRequestMessage(HttpMethod.Get, "/datasets") { Headers = { { "Accept", "text/html" } } };

        using var answer = await client.SendAsync(first, Stop);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Empty(_log.Lines);
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
