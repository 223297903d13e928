using System.Security.Claims;

namespace StudyPortal.Web.Features.Accounts.OpenId;

/// <summary>Whether the provider asked for two factors, as far as it says so.</summary>
internal static class SecondFactor
{
    /// <summary>The claim by which a session shows how its owner signed in; Identity writes the same one.</summary>
    public const string MethodClaim = "amr";

    public const string MultipleFactors = "mfa";

    /// <summary>Methods of RFC 8176 that are two factors by themselves or stand for several.</summary>
    private static readonly string[] Methods = [MultipleFactors, "mca", "hwk", "sc"];

    public static bool WasAsked(ClaimsPrincipal person, OpenIdSettings settings) =>
        settings.TrustSecondFactor
        || person.FindAll(MethodClaim).Any(claim => Methods.Contains(claim.Value))
        || (settings.SecondFactorAcr is { Length: > 0 } acr && person.HasClaim("acr", acr));
}
