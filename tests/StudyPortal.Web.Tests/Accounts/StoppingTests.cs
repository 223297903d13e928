using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace StudyPortal.Web.Tests.Accounts;

public sealed class StoppingTests
{
    /// <summary>Longer than an open page waits between two checks of its session.</summary>
    private static readonly TimeSpan UntilTheNextCheck = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task A_page_that_is_still_open_when_the_portal_has_stopped_leaves_no_error_in_the_log()
    {
        using var log = new KeptErrors();
        var portal = LivePortal.Start(more: services => services.AddSingleton<ILoggerFactory>(log));
        await using var scope = portal.Services.CreateAsyncScope();
        var page = (ServerAuthenticationStateProvider)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        var reader = new ClaimsPrincipal(new ClaimsIdentity([new Claim("session", "a secret")], "cookie"));
        page.SetAuthenticationState(Task.FromResult(new AuthenticationState(reader)));

        await portal.DisposeAsync();
        await Task.Delay(UntilTheNextCheck, TestContext.Current.CancellationToken);

        Assert.Empty(log.Errors);
    }

    private sealed class KeptErrors : ILoggerFactory, ILogger
    {
        public ConcurrentBag<string> Errors { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Errors.Add($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
