using System.Security.Claims;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;
using StudyPortal.Core.Accounts;
using StudyPortal.Web.Features.Accounts.OpenId;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>Closes a live connection within seconds after its session has ended; requests are refused anyway, but it makes none.</summary>
internal sealed class SessionOfHub(CheckSession check) : IHubFilter
{
    /// <summary>Heartbeats come about every second.</summary>
    private const int BeatsBetweenChecks = 5;

    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        if (context.Context.User is { } user && context.Context.Features.Get<IConnectionHeartbeatFeature>() is { } heart)
        {
            var beats = 0;
            heart.OnHeartbeat(_ =>
            {
                if (++beats % BeatsBetweenChecks == 0) _ = CloseIfOverAsync(context.Context, user);
            }, this);
        }

        return next(context);
    }

    private async Task CloseIfOverAsync(HubCallerContext caller, ClaimsPrincipal user)
    {
        var standing = user.SessionSecret() is { } secret ? await check.ExecuteAsync(secret, isUse: false, caller.ConnectionAborted) : null;
        if (standing is null || (standing.LacksSecondFactor && !SecondFactor.WasGiven(user))) caller.Abort();
    }
}
