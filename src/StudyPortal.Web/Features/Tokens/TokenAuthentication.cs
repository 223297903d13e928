using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Tokens;
using StudyPortal.Web.Features.Api;

namespace StudyPortal.Web.Features.Tokens;

/// <summary>Who asks with <c>Authorization: Bearer</c>. Only the programming interface names this scheme, and it names no other: no cookie counts there.</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AdmitToken admit, WrongTokens wrong)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiToken";
    public const string TokenClaim = "token";
    public const string TokenNameClaim = "token_name";
    public const string ScopeClaim = "scope";
    public const string ExpiresClaim = "expires";

    private const string Bearer = "Bearer ";
    private const string Expected = "Send a token in the header 'Authorization: Bearer studyportal_...'. Make one on the page API tokens of the portal.";

    private TimeSpan? _wait;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0) return AuthenticateResult.NoResult();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.Fail(Expected);
        switch (await admit.ExecuteAsync(header[Bearer.Length..].Trim(), Context.RequestAborted))
        {
            case AdmitOutcome.Admitted admitted:
                return AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(admitted), SchemeName));
            case AdmitOutcome.Refused refused:
                _wait = wrong.Count(Context.Connection.RemoteIpAddress ?? IPAddress.None);
                return AuthenticateResult.Fail(refused.Reason);
            default:
                return AuthenticateResult.Fail(Expected);
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_wait is { } wait)
        {
            await ApiProblems.TooManyAsync(Context, wait, "Too many wrong tokens came from this address.");
            return;
        }

        Response.Headers.WWWAuthenticate = "Bearer";
        var reason = (await HandleAuthenticateOnceSafeAsync()).Failure?.Message ?? Expected;
        await ApiProblems.WriteAsync(Context, StatusCodes.Status401Unauthorized, reason);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiProblems.WriteAsync(Context, StatusCodes.Status403Forbidden, ApiRight.Refusal(Context));

    private static ClaimsPrincipal PrincipalOf(AdmitOutcome.Admitted admitted)
    {
        var owner = admitted.Owner;
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, owner.AccountId.ToString()),
            new(ClaimTypes.Name, owner.UserName),
            new(AccountClaims.DisplayName, owner.DisplayName),
            new(TokenClaim, admitted.Token.ToString()),
            new(TokenNameClaim, admitted.Name),
            new(ExpiresClaim, $"{admitted.ExpiresUtc:O}"),
            .. owner.Roles.Select(role => new Claim(ClaimTypes.Role, role)),
            .. admitted.Scopes.Select(scope => new Claim(ScopeClaim, scope)),
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName));
    }
}
