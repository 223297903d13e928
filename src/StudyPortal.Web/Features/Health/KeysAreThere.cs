using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace StudyPortal.Web.Features.Health;

/// <summary>Without its keys a host cannot read the cookies of those who are signed in.</summary>
internal sealed class KeysAreThere(IKeyManager keys, TimeProvider clock) : ReadyCheck
{
    protected override string CauseOfFailure => "The keys of the sign-in cookies cannot be read.";

    protected override async Task<string?> FindTroubleAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // On PostgreSQL they are rows, and reading them cannot be stopped.
        var found = await Task.Run(() => keys.GetAllKeys(), cancellationToken).WaitAsync(cancellationToken);
        return found.Any(key => !key.IsRevoked && key.ExpirationDate > now) ? null : "There is no valid key for the sign-in cookies.";
    }
}
