using System.Net;

namespace StudyPortal.Web.Features.Accounts.OpenId;

/// <summary>The section OpenId of the settings: one provider, usually a hospital's. Without an authority there is none.</summary>
public sealed class OpenIdSettings
{
    /// <summary>The issuer, below which the provider's discovery document lies.</summary>
    public string? Authority { get; set; }

    public string? ClientId { get; set; }

    /// <summary>Belongs into the environment or a file of its own.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>As the button on the sign-in page calls the provider; without one it is "your hospital" in the language of the page.</summary>
    public string? Name { get; set; }

    /// <summary>The name, within a sentence.</summary>
    public string Called => string.IsNullOrWhiteSpace(Name) ? AccountTexts.Of("Provider") : Name;

    /// <summary>Whether a person whom the provider vouches for by a verified e-mail gets into the account of that address without having been invited to link it.</summary>
    public bool LinkByVerifiedEmail { get; set; }

    /// <summary>Whether every sign-in there counts as one with two factors; else only one whose <c>amr</c> or <c>acr</c> says so.</summary>
    public bool TrustSecondFactor { get; set; }

    /// <summary>The value of <c>acr</c> that stands for two factors with this provider.</summary>
    public string? SecondFactorAcr { get; set; }

    /// <summary>The claim that holds the roles; without it roles stay as the portal has them.</summary>
    public string? RoleClaim { get; set; }

    /// <summary>By the portal's role, the value of the claim that stands for it.</summary>
    public Dictionary<string, string> Roles { get; } = [];

    /// <summary>Null where there is no provider.</summary>
    public Uri? ProviderAddress => IsConfigured ? new Uri(Authority!) : null;

    public bool IsConfigured => !string.IsNullOrWhiteSpace(Authority);

    /// <summary>What cannot work, each as a sentence.</summary>
    public IEnumerable<string> Problems()
    {
        if (!IsConfigured) yield break;
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !IsOnThisMachine(address)))
            yield return "OpenId:Authority must be an https address.";
        if (string.IsNullOrWhiteSpace(ClientId)) yield return "OpenId:ClientId is missing.";
        if (Roles.Keys.Except(Core.Accounts.Roles.All).FirstOrDefault() is { } unknown) yield return $"OpenId:Roles:{unknown} is no role; the roles are {string.Join(", ", Core.Accounts.Roles.All)}.";
        if (RoleClaim is not null != Roles.Count > 0) yield return "OpenId:RoleClaim and OpenId:Roles go together: the claim that holds the roles, and what it says for each.";
    }

    internal static bool IsOnThisMachine(Uri address) => address.Host == "localhost" || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
}
