using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>Whoever works on an open page is not idle, although his browser asks for no other one.</summary>
internal sealed class CircuitUse(AuthenticationStateProvider authentication, CheckSession check, TimeProvider clock) : CircuitHandler
{
    private static readonly TimeSpan NotedEvery = TimeSpan.FromMinutes(1);

    private DateTimeOffset _noted = clock.GetUtcNow();

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        await next(context);
        var now = clock.GetUtcNow();
        if (now - _noted < NotedEvery) return;
        _noted = now;
        await NoteAsync();
    };

    private async Task NoteAsync()
    {
        if ((await authentication.GetAuthenticationStateAsync()).User.SessionSecret() is not { } secret) return;
        try
        {
            await check.ExecuteAsync(secret, isUse: true, CancellationToken.None);
        }
        catch (Exception failure) when (StorageFailure.Of(failure) is not null)
        {
            // It is noted a minute later; the work on the page goes on.
        }
    }
}
