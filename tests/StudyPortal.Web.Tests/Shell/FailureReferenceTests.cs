using System.Net;
using System.Text.RegularExpressions;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StudyPortal.Core.Storage;
using StudyPortal.Web.Shell;
using StudyPortal.Web.Tests.Accounts;

namespace StudyPortal.Web.Tests.Shell;

public sealed partial class FailureReferenceTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static readonly CancellationToken Stop = Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_of_a_request_that_failed_names_its_trace_and_not_the_failure()
    {
        await using var portal = AccountsPortal.Start("Production");
        await BreakAsync(portal.Get<DataRoot>());
        using var browser = portal.OpenBrowser();
        var token = FormToken().Match(await browser.Client.GetStringAsync("/sign-in", Stop)).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/password")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = "somebody@clinic.example", ["password"] = "x", ["__RequestVerificationToken"] = token }),
            Headers = { { "Accept", "text/html" }, { "traceparent", $"00-{Trace}-00f067aa0ba902b7-01" } },
        };

        using var answer = await browser.Client.SendAsync(request, Stop);

        var page = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains(Trace, page, StringComparison.Ordinal);
        Assert.DoesNotContain("no such table", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_fails_shows_the_reference_that_its_line_in_the_log_has_and_the_line_keeps_the_words_of_the_failure_to_itself()
    {
        var log = new KeptLog();
        await using var context = new BunitContext();
        context.Services.AddSingleton<ILogger<PageErrorBoundary>>(log);

        var boundary = context.Render<PageErrorBoundary>(parameters => parameters.AddChildContent<NamesPatient>());

        var reference = boundary.Find("[role=alert] .mono").TextContent;
        var line = Assert.Single(log.Lines);
        Assert.Matches("^[0-9a-f]{32}$", reference);
        Assert.Contains(reference, line, StringComparison.Ordinal);
        Assert.Contains(nameof(InvalidOperationException), line, StringComparison.Ordinal);
        Assert.DoesNotContain("Zappel", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/datasets?text=Zappel", "/datasets")]
    [InlineData("/invitation/olsPoGJAI9KpKG4g5IFaXobV69HPGUbH79vvkhvNBvo", "/invitation/...")]
    [InlineData("/password/olsPoGJAI9KpKG4g5IFaXobV69HPGUbH79vvkhvNBvo?x=1", "/password/...")]
    [InlineData("/jobs/7", "/jobs/7")]
    public void An_address_is_logged_without_what_was_searched_for_and_without_the_secret_of_an_invitation(string address, string logged) =>
        Assert.Equal(logged, SafeAddress.Of(address));

    private static async Task BreakAsync(DataRoot root)
    {
        await using var connection = new SqliteConnection($"Data Source={root.Database};Pooling=False");
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "ALTER TABLE AspNetUsers RENAME TO Elsewhere";
        await command.ExecuteNonQueryAsync(Stop);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    private sealed class NamesPatient : ComponentBase
    {
        protected override void OnInitialized() => throw new InvalidOperationException("Patient Zappel cannot be shown.");
    }

    private sealed class KeptLog : ILogger<PageErrorBoundary>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception) + exception);
    }
}
