using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Web.Features.Accounts;
using StudyPortal.Web.Features.Accounts.OpenId;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Reading;

/// <summary>How a reader signs without a password: his passkey answers for this signature, or his provider asks him anew and then he signs.</summary>
internal static class SignatureEndpoints
{
    public static IEndpointRouteBuilder MapSignatures(this IEndpointRouteBuilder app)
    {
        var signature = app.MapGroup("/reading/studies/{study:guid}/signature").RequireAuthorization(policy => policy.RequireRole(Roles.Reader)).RequireRateLimiting(RateLimits.Signature);
        signature.MapPost("/confirmed", SignAsync).RequireValidAntiforgery();
        signature.MapPost("/passkey/options", AskPasskeyAsync).RequireValidAntiforgery().DisableCookieRedirect();
        signature.MapPost("/passkey", TakePasskeyAsync).RequireValidAntiforgery();
        signature.MapGet("/provider", AskProviderAsync);
        signature.MapGet("/provider/done", TakeProviderAsync);
        return app;
    }

    public static string Of(StudyId study) => $"/reading/studies/{study}/signature";

    /// <summary>After the provider has confirmed that it is he.</summary>
    private static async Task<RedirectHttpResult> SignAsync(Guid study, HttpContext http, SignReading sign)
    {
        var session = CurrentSession.Here(http);
        return Back(http, study, (await sign.ConfirmedAsync(StudyId.From(study), session.AccountId, session.Id, http.RequestAborted)).ToString());
    }

    private static async Task<Results<ContentHttpResult, NotFound>> AskPasskeyAsync(Guid study, HttpContext http, PortalSignIn signIn, AskSignature ask)
    {
        var session = CurrentSession.Here(http);
        var (options, state) = await signIn.AskPasskeyAsync(session.AccountId);
        return await ask.ExecuteAsync(StudyId.From(study), session.AccountId, session.Id, SignatureMethod.Passkey, state, http.RequestAborted) is null
            ? TypedResults.NotFound()
            : TypedResults.Content(options, "application/json");
    }

    private static async Task<RedirectHttpResult> TakePasskeyAsync(
        Guid study, [FromForm] string? credential, HttpContext http, PortalSignIn signIn, TakeSignatureAnswer take, ConfirmSignature confirm, SignReading sign)
    {
        var (id, session) = (StudyId.From(study), CurrentSession.Here(http));
        if (await take.ExecuteAsync(id, session.AccountId, session.Id, SignatureMethod.Passkey, http.RequestAborted) is not { } request) return Back(http, study, nameof(SignOutcome.NotConfirmed));
        if (!await signIn.IsAnswerAsync(session.AccountId, request.Challenge, credential ?? "")) return Back(http, study, SignatureNews.PasskeyRefused);
        await confirm.ExecuteAsync(request, http.RequestAborted);
        return Back(http, study, (await sign.ConfirmedAsync(id, session.AccountId, session.Id, http.RequestAborted)).ToString());
    }

    private static async Task<Results<NotFound, RedirectHttpResult, ChallengeHttpResult>> AskProviderAsync(Guid study, HttpContext http, IOptions<OpenIdSettings> settings, AskSignature ask)
    {
        if (!settings.Value.IsConfigured) return TypedResults.NotFound();
        var session = CurrentSession.Here(http);
        if (!await OpenIdEndpoints.CanReachAsync(http)) return Back(http, study, nameof(ProviderRefusal.Unreachable));
        return await ask.ExecuteAsync(StudyId.From(study), session.AccountId, session.Id, SignatureMethod.Provider, challenge: "", http.RequestAborted) is { } request
            ? ProviderConfirmation.Ask(request, $"{Of(StudyId.From(study))}/provider/done")
            : TypedResults.NotFound();
    }

    private static async Task<Results<NotFound, RedirectHttpResult>> TakeProviderAsync(
        Guid study, ProviderRefusal? refused, HttpContext http, IOptions<OpenIdSettings> settings, ConfirmSignature confirm)
    {
        if (!settings.Value.IsConfigured) return TypedResults.NotFound();
        if (refused is { } why) return Back(http, study, why.ToString());
        if (await ProviderConfirmation.AnswerAsync(http) is not { } answer) return Back(http, study, nameof(SignOutcome.NotConfirmed));
        var session = CurrentSession.Here(http);
        return Back(http, study, (await confirm.ByProviderAsync(StudyId.From(study), session.AccountId, session.Id, answer, http.RequestAborted)).ToString());
    }

    /// <summary>To the reader's list, which says what came of it.</summary>
    private static RedirectHttpResult Back(HttpContext http, Guid study, string news)
    {
        if (news is not (nameof(SignOutcome.Done) or nameof(SignOutcome.Confirmed))) http.RequestServices.GetRequiredService<SecurityEvents>().Note(http, "signature refused");
        return TypedResults.LocalRedirect($"/read?study={study}&signature={Uri.EscapeDataString(news)}");
    }
}
