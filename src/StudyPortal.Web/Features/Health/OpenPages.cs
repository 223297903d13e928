using Microsoft.AspNetCore.Components.Server.Circuits;
using StudyPortal.Core.Health;

namespace StudyPortal.Web.Features.Health;

/// <summary>Counts a page while it has its live connection. The framework's own count takes a page away twice that lost its line before it was closed.</summary>
internal sealed class OpenPages(MinuteFigures minute) : CircuitHandler
{
    private bool _isConnected;

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => TurnAsync(true);

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => TurnAsync(false);

    private Task TurnAsync(bool isConnected)
    {
        if (isConnected != _isConnected) minute.PageTurned(isConnected);
        _isConnected = isConnected;
        return Task.CompletedTask;
    }
}
