using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using StudyPortal.Core.Accounts;
using StudyPortal.Web.Features.Accounts.OpenId;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Accounts;

internal static class SignInEndpoints
{
    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost("/sign-in/password", SignInAsync).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        app.MapPost("/sign-in/enter-as", EnterAsAsync).AllowAnonymous();
        app.MapPost("/sign-out", SignOutAsync).RequireValidAntiforgery().WithMetadata(new OpenWithoutSecondFactorAttribute());
        return app;
    }

    // Unknown e-mail, wrong password, locked and disabled all look the same from outside.
    private static async Task<Results<RedirectHttpResult, StatusCodeHttpResult>> SignInAsync(
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? returnUrl,
        HttpContext http, SignInManager<Account> signIn, AccountPace pace, RecordSignInRefusal refusals)
    {
        if (!pace.Allows(email ?? "")) return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        var result = await signIn.PasswordSignInAsync(email ?? "", password ?? "", isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded) return TypedResults.LocalRedirect(LocalOrHome(returnUrl));
        if (result.RequiresTwoFactor) return TypedResults.LocalRedirect($"/sign-in/second?returnUrl={Uri.EscapeDataString(LocalOrHome(returnUrl))}");
        await refusals.ExecuteAsync(email ?? "", "password", http.RequestAborted);
        return TypedResults.LocalRedirect($"/sign-in?failed=true&returnUrl={Uri.EscapeDataString(LocalOrHome(returnUrl))}");
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> EnterAsAsync(
        [FromForm] Guid account, [FromForm] string? returnUrl, HttpContext http, DemoEntrance entrance, SignInManager<Account> signIn)
    {
        if (!entrance.IsOpenTo(http)) return TypedResults.NotFound();
        if (await signIn.UserManager.FindByIdAsync(account.ToString()) is not { IsDemo: true } demo) return TypedResults.NotFound();
        if (await signIn.UserManager.IsLockedOutAsync(demo)) return TypedResults.NotFound();
        await signIn.SignInAsync(demo, isPersistent: false);
        return TypedResults.LocalRedirect(LocalOrHome(returnUrl));
    }

    private static async Task<Results<RedirectHttpResult, SignOutHttpResult>> SignOutAsync(HttpContext http, SignInManager<Account> signIn)
    {
        var endsAtProvider = await ProviderSession.CanEndAsync(http);
        await signIn.SignOutAsync();
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        if (endsAtProvider) return ProviderSession.End();
        return TypedResults.LocalRedirect("/sign-in");
    }

    public static string LocalOrHome(string? returnUrl) =>
        returnUrl is not null && RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl : "/";
}
