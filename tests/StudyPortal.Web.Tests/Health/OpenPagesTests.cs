using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Health;

namespace StudyPortal.Web.Tests.Health;

public sealed class OpenPagesTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_counts_once_while_it_is_connected_and_is_taken_away_once_however_it_ends()
    {
        await using var portal = LivePortal.Start();
        await using var scope = portal.Services.CreateAsyncScope();
        var minute = portal.Services.GetRequiredService<MinuteFigures>();
        var handlers = scope.ServiceProvider.GetServices<CircuitHandler>().ToList();

        foreach (var handler in handlers) await handler.OnConnectionUpAsync(null!, Stop);
        Assert.Equal(1, minute.Take()[HealthFigure.Circuits]);

        // The line breaks, and later the page is given up.
        foreach (var handler in handlers.Concat(handlers)) await handler.OnConnectionDownAsync(null!, Stop);
        Assert.Equal(0, minute.Take()[HealthFigure.Circuits]);
    }
}
