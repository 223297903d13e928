using System.Security.Claims;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>What the cookie of a sign-in carries besides the account: the secret of its session, and how the person proved who he is.</summary>
internal static class SessionClaims
{
    public const string Secret = "session";
    public const string Means = "amr";

    public static string? SessionSecret(this ClaimsPrincipal user) => user.FindFirstValue(Secret);

    public static Guid AccountId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Nobody is signed in."));

    public static bool HasRolesOf(this ClaimsPrincipal user, StandingSession session) =>
        session.Roles.ToHashSet().SetEquals(user.FindAll(ClaimTypes.Role).Select(claim => claim.Value));
}
