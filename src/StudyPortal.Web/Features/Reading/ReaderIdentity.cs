using System.Security.Claims;

namespace StudyPortal.Web.Features.Reading;

internal static class ReaderIdentity
{
    /// <summary>The signed-in account; only for places that anonymous visitors cannot reach.</summary>
    public static Guid AccountId(this ClaimsPrincipal user) =>
        Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Nobody is signed in."));
}
