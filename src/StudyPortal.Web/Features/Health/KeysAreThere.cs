using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace StudyPortal.Web.Features.Health;

/// <summary>Without its keys a host cannot read the cookies of those who are signed in.</summary>
internal sealed class KeysAreThere(IKeyManager keys, TimeProvider clock) : ReadyCheck
{
    protected override string CauseOfFailure => "The keys of the sign-in cookies cannot be read.";

    protected override Task<string?> FindTroubleAsync()
    {
        var now = clock.GetUtcNow();
        var isValid = keys.GetAllKeys().Any(key => !key.IsRevoked && key.ExpirationDate > now);
        return Task.FromResult(isValid ? null : "There is no valid key for the sign-in cookies.");
    }
}
