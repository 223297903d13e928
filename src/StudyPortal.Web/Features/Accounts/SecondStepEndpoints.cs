using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Health;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>What comes after the password where an account has a second factor, and the sign-in by a passkey, which needs no password.</summary>
internal static class SecondStepEndpoints
{
    public static IEndpointRouteBuilder MapSecondStep(this IEndpointRouteBuilder app)
    {
        app.MapPost("/sign-in/code", TakeCodeAsync).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        app.MapPost("/sign-in/recovery-code", TakeRecoveryCodeAsync).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        app.MapPost("/sign-in/passkey/options", OfferAsync).AllowAnonymous().RequireValidAntiforgery().RequireRateLimiting(RateLimits.SignIn);
        app.MapPost("/sign-in/passkey", TakePasskeyAsync).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        return app;
    }

    private static async Task<Results<RedirectHttpResult, StatusCodeHttpResult>> TakeCodeAsync(
        [FromForm] string? code, [FromForm] string? returnUrl, HttpContext http, SignInManager<Account> signIn, AccountPace pace, RecordSignInRefusal refusals)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { UserName: { } name }) return TypedResults.LocalRedirect("/sign-in");
        if (!pace.Allows(name)) return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        var result = await signIn.TwoFactorAuthenticatorSignInAsync(code ?? "", isPersistent: false, rememberClient: false);
        if (result.Succeeded) return TypedResults.LocalRedirect(SignInEndpoints.LocalOrHome(returnUrl));
        await refusals.ExecuteAsync(name, "code", http.RequestAborted);
        return Again(returnUrl);
    }

    private static async Task<Results<RedirectHttpResult, StatusCodeHttpResult>> TakeRecoveryCodeAsync(
        [FromForm] string? code, [FromForm] string? returnUrl, HttpContext http, PortalSignIn signIn, AccountPace pace, UseRecoveryCode use, PortalMeter meter)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { UserName: { } name } account) return TypedResults.LocalRedirect("/sign-in");
        if (!pace.Allows(name)) return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        if (!await use.ExecuteAsync(account.Id, code ?? "", http.RequestAborted))
        {
            meter.SignInFailed();
            return Again(returnUrl);
        }
        await signIn.ByRecoveryCodeAsync(account);
        return TypedResults.LocalRedirect(SignInEndpoints.LocalOrHome(returnUrl));
    }

    /// <summary>A challenge for whichever passkey the browser's owner chooses; it names no account.</summary>
    private static async Task<ContentHttpResult> OfferAsync(SignInManager<Account> signIn) =>
        TypedResults.Content(await signIn.MakePasskeyRequestOptionsAsync(user: null), "application/json");

    private static async Task<RedirectHttpResult> TakePasskeyAsync([FromForm] string? credential, [FromForm] string? returnUrl, HttpContext http, PortalSignIn signIn, PortalMeter meter, SecurityEvents events)
    {
        if (await signIn.ByPasskeyAsync(credential ?? "")) return TypedResults.LocalRedirect(SignInEndpoints.LocalOrHome(returnUrl));
        meter.SignInFailed();
        events.Note(http, "passkey refused");
        return TypedResults.LocalRedirect($"/sign-in?refused=passkey&returnUrl={Uri.EscapeDataString(SignInEndpoints.LocalOrHome(returnUrl))}");
    }

    private static RedirectHttpResult Again(string? returnUrl) =>
        TypedResults.LocalRedirect($"/sign-in/second?failed=true&returnUrl={Uri.EscapeDataString(SignInEndpoints.LocalOrHome(returnUrl))}");
}
