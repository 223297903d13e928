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
        var passkeys = app.MapGroup("/account/passkeys").WithMetadata(new OpenWithoutSecondFactorAttribute());
        passkeys.MapPost("/options", OfferAsync).RequireValidAntiforgery().RequireRateLimiting(RateLimits.SignIn);
        passkeys.MapPost("", AddAsync).RequireValidAntiforgery();
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
        [FromForm] string? credential, [FromForm] string? name, HttpContext http, SignInManager<Account> signIn, AddPasskey add)
    {
        var (session, result) = (CurrentSession.Here(http), await signIn.PerformPasskeyAttestationAsync(credential ?? ""));
        if (!result.Succeeded || result.UserEntity.Id != session.AccountId.ToString()) return TypedResults.LocalRedirect($"{AccountsFeature.AccountPage}?news=passkey-refused");
        await add.ExecuteAsync(session.AccountId, session.Id, result.Passkey, name ?? "", http.RequestAborted);
        return TypedResults.LocalRedirect($"{AccountsFeature.AccountPage}?news=passkey-added");
    }
}
