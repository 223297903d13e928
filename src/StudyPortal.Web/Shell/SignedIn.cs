using Microsoft.AspNetCore.Components.Authorization;

namespace StudyPortal.Web.Shell;

internal static class SignedIn
{
    /// <summary>The name under which the signed-in person acts.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public static async Task<string> ActorAsync(this Task<AuthenticationState> authentication) =>
        (await authentication).User.Identity?.Name ?? throw new InvalidOperationException("Nobody is signed in.");
}
