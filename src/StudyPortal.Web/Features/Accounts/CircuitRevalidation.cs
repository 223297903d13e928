using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Storage;
using StudyPortal.Web.Features.Accounts.OpenId;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>Ends an open page within seconds when its session has ended, its account was disabled, its roles changed or it must first set up a second factor.</summary>
internal sealed class CircuitRevalidation(ILoggerFactory loggers, CheckSession check, IHostApplicationLifetime host) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override TimeSpan RevalidationInterval => Every;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var user = authenticationState.User;
        if (user.SessionSecret() is not { } secret) return false;
        try
        {
            return await check.ExecuteAsync(secret, isUse: false, cancellationToken) is { } standing
                && (!standing.LacksSecondFactor || SecondFactor.WasGiven(user)) && user.HasRolesOf(standing);
        }
        catch (Exception failure) when (StorageFailure.Of(failure) is not null)
        {
            // A store that does not answer now shows nobody anything, and ends nobody's page: the next check asks again.
            return true;
        }
        catch (ObjectDisposedException gone) when (host.ApplicationStopping.IsCancellationRequested)
        {
            // The portal stops and the way to its store is taken down already. Every page ends with it: this one is asked about no more.
            throw new TaskCanceledException(null, gone, cancellationToken);
        }
    }
}
