using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Health;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Accounts;

internal static class SignInEndpoints
{
    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost("/sign-in/password", SignInAsync).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        app.MapPost("/sign-in/enter-as", EnterAsAsync).AllowAnonymous();
        app.MapPost("/sign-out", SignOutAsync).RequireValidAntiforgery();
        return app;
    }

    // Unknown e-mail, wrong password, locked and disabled all look the same from outside.
    private static async Task<RedirectHttpResult> SignInAsync(
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? returnUrl, SignInManager<Account> signIn, PortalMeter meter)
    {
        var result = await signIn.PasswordSignInAsync(email ?? "", password ?? "", isPersistent: false, lockoutOnFailure: true);
        if (!result.Succeeded) meter.SignInFailed();
        return result.Succeeded
            ? TypedResults.LocalRedirect(LocalOrHome(returnUrl))
            : TypedResults.LocalRedirect($"/sign-in?failed=true&returnUrl={Uri.EscapeDataString(LocalOrHome(returnUrl))}");
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

    private static async Task<RedirectHttpResult> SignOutAsync(HttpContext http, SignInManager<Account> signIn)
    {
        await signIn.SignOutAsync();
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return TypedResults.LocalRedirect("/sign-in");
    }

    private static string LocalOrHome(string? returnUrl) =>
        returnUrl is not null && RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl : "/";
}
