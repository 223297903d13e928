using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyPortal.Core.Accounts;
using StudyPortal.Web.Features.Tokens;

namespace StudyPortal.Web.Features.Api;

/// <summary>What a program can ask about the token it has.</summary>
internal static class TokenApi
{
    public static RouteGroupBuilder MapTokenApi(this RouteGroupBuilder api)
    {
        api.MapGet("/token", Read).Told("Token", "readToken", "The token of this request", "Whose it is, what it may be used for and until when.");
        return api;
    }

    private static Ok<TokenDocument> Read(ClaimsPrincipal user) => TypedResults.Ok(new TokenDocument(
        user.FindFirstValue(TokenAuthentication.TokenNameClaim)!,
        user.FindFirstValue(AccountClaims.DisplayName)!,
        [.. user.FindAll(ClaimTypes.Role).Select(claim => claim.Value)],
        [.. user.FindAll(TokenAuthentication.ScopeClaim).Select(claim => claim.Value)],
        DateTime.Parse(user.FindFirstValue(TokenAuthentication.ExpiresClaim)!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)));
}

/// <summary>A token without its secret.</summary>
/// <param name="Owner">The name of the person in whose name it acts.</param>
internal sealed record TokenDocument(string Name, string Owner, IReadOnlyList<string> Roles, IReadOnlyList<string> Scopes, DateTime ExpiresUtc);
