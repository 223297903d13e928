using System.Security.Claims;

namespace StudyPortal.Web.Features.Accounts.OpenId;

/// <summary>Whether the provider asked for two factors, as far as it says so.</summary>
internal static class SecondFactor
{
    /// <summary>Stands for several factors in the claim <c>amr</c>, from the provider and of the portal's own sessions.</summary>
    public const string Multiple = "mfa";

    private const string Methods = "amr";

    /// <summary>Methods of RFC 8176 that are two factors by themselves or stand for several.</summary>
    private static readonly string[] Strong = [Multiple, "mca", "hwk", "sc"];

    public static bool WasAsked(ClaimsPrincipal person, OpenIdSettings settings) =>
        settings.TrustSecondFactor
        || person.FindAll(Methods).Any(claim => Strong.Contains(claim.Value))
        || (settings.SecondFactorAcr is { Length: > 0 } acr && person.HasClaim("acr", acr));

    /// <summary>Of a session: it began at the provider, with two factors.</summary>
    public static bool WasGiven(ClaimsPrincipal user) => user.HasClaim(claim => claim.Type == OpenIdFeature.ProviderClaim) && user.HasClaim(SessionClaims.Means, Multiple);
}
