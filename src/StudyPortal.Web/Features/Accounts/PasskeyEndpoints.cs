using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using StudyPortal.Core.Accounts;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>The two halves of registering a passkey; between them the browser asks its owner.</summary>
internal static class PasskeyEndpoints
{
    public static IEndpointRouteBuilder MapPasskeys(this IEndpointRouteBuilder app)
    {
        var open = new OpenWithoutSecondFactorAttribute();
        app.MapPost("/account/passkeys/options", OfferAsync).RequireValidAntiforgery().RequireRateLimiting(RateLimits.SignIn).WithMetadata(open);
        app.MapPost("/account/passkeys", AddAsync).RequireValidAntiforgery().WithMetadata(open);
        return app;
    }

    private static async Task<Results<ContentHttpResult, BadRequest<string>>> OfferAsync(
        [FromForm] string? password, HttpContext http, SignInManager<Account> signIn, ConfirmPassword confirm)
    {
        var session = CurrentSession.Here(http);
        if ((await confirm.ExecuteAsync(session.AccountId, password ?? "")).Refusal() is { } refusal) return TypedResults.BadRequest(refusal);
        var account = await signIn.UserManager.FindByIdAsync(session.AccountId.ToString()) ?? throw new InvalidOperationException("There is no such account.");
        var entity = new PasskeyUserEntity { Id = account.Id.ToString(), Name = account.UserName!, DisplayName = account.DisplayName };
        return TypedResults.Content(await signIn.MakePasskeyCreationOptionsAsync(entity), "application/json");
    }

    private static async Task<RedirectHttpResult> AddAsync(
        [FromForm] string? credential, [FromForm] string? name, HttpContext http, PortalSignIn signIn, AddPasskey add)
    {
        var session = CurrentSession.Here(http);
        if (await signIn.NewPasskeyAsync(session.AccountId, credential ?? "") is not { } passkey) return TypedResults.LocalRedirect($"{AccountsFeature.AccountPage}?news=passkey-refused");
        await add.ExecuteAsync(session.AccountId, session.Id, passkey, name ?? "", http.RequestAborted);
        return TypedResults.LocalRedirect($"{AccountsFeature.AccountPage}?news=passkey-added");
    }
}
