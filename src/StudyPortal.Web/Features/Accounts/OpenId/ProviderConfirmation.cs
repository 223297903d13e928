using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using StudyPortal.Core.Reading;

namespace StudyPortal.Web.Features.Accounts.OpenId;

/// <summary>Lets the provider ask a person anew who he is, in the middle of a session, before he signs.</summary>
internal static class ProviderConfirmation
{
    private const string Request = "signature";

    /// <summary>Later than any clock says: the last second that a date can have.</summary>
    private const long LastSecond = 253402300799;

    /// <param name="request">Which the answer must carry.</param>
    /// <param name="done">Where the person comes back to.</param>
    public static ChallengeHttpResult Ask(Guid request, string done)
    {
        var properties = new OpenIdConnectChallengeProperties { RedirectUri = done, Prompt = "login", MaxAge = TimeSpan.Zero };
        properties.Items[Request] = request.ToString();
        return TypedResults.Challenge(properties, [OpenIdFeature.Scheme]);
    }

    /// <summary>Where a person goes whom the provider did not confirm; null where it was not asked to.</summary>
    public static string? Back(AuthenticationProperties? properties, ProviderRefusal why) =>
        properties?.Items.ContainsKey(Request) == true ? $"{properties.RedirectUri}?refused={why}" : null;

    /// <summary>What the provider said, whose token was checked and waits in a cookie; null where there is none.</summary>
    public static async Task<ProviderAnswer?> AnswerAsync(HttpContext http)
    {
        var answer = await http.AuthenticateAsync(IdentityConstants.ExternalScheme);
        await http.SignOutAsync(IdentityConstants.ExternalScheme);
        if (answer is not { Succeeded: true, Principal: { } person } || person.FindFirstValue("iss") is not { } issuer || person.FindFirstValue("sub") is not { } subject) return null;
        string? request = null;
        answer.Properties?.Items.TryGetValue(Request, out request);
        return new ProviderAnswer(Guid.TryParse(request, out var id) ? id : null, issuer, subject, SignedInUtc(person.FindFirstValue("auth_time")));
    }

    private static DateTime? SignedInUtc(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var since) && since <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(since).UtcDateTime : null;
}
