using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using StudyPortal.Core.Tokens;
using StudyPortal.Web.Features.Tokens;

namespace StudyPortal.Web.Features.Api;

/// <summary>What an address of the programming interface asks of a token and of its owner.</summary>
/// <param name="Scope">Null where any token will do.</param>
/// <param name="Roles">One of them.</param>
internal sealed record ApiRight(string? Scope, IReadOnlyList<string> Roles)
{
    public static ApiRight AnyToken { get; } = new(null, [StudyPortal.Core.Accounts.Roles.Admin, StudyPortal.Core.Accounts.Roles.Researcher]);

    public static ApiRight Read { get; } = AnyToken with { Scope = ApiScopes.Read };

    public static ApiRight MakeReports { get; } = new(ApiScopes.Reports, [StudyPortal.Core.Accounts.Roles.Admin]);

    /// <summary>In words, for the document.</summary>
    public string Words => Scope is null ? "Any token will do." : $"Needs the scope `{Scope}`{(this == MakeReports ? " of an administrator's token" : "")}.";

    public AuthorizationPolicy Policy
    {
        get
        {
            var policy = new AuthorizationPolicyBuilder(TokenAuthentication.SchemeName).RequireRole(Roles);
            if (Scope is not null) policy.RequireClaim(TokenAuthentication.ScopeClaim, Scope);
            return policy.Build();
        }
    }

    /// <summary>Why the token of this request is not enough.</summary>
    public static string Refusal(HttpContext http)
    {
        var right = http.GetEndpoint()?.Metadata.GetOrderedMetadata<ApiRight>()[^1] ?? AnyToken;
        var scopes = string.Join(", ", http.User.FindAll(TokenAuthentication.ScopeClaim).Select(claim => claim.Value));
        return right.Roles.Any(http.User.IsInRole)
            ? $"This address needs the scope {right.Scope}; the token has {scopes}. Make another token."
            : $"This address is for the tokens of {string.Join(" or ", right.Roles.Select(role => role.ToLowerInvariant() + "s"))}; the token's owner has the role {http.User.FindFirstValue(ClaimTypes.Role) ?? "none"}.";
    }
}
