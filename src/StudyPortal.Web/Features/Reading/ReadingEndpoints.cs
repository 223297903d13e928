using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.Net.Http.Headers;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Reading;

/// <summary>
/// What a reader's window asks for. Every answer is for the reader's own places only: anything else is 404, as if it were
/// not there. A lost sign-in is 401 and never a redirect, which a program would take for success.
/// </summary>
internal static class ReadingEndpoints
{
    private static readonly TimeSpan LanguageKept = TimeSpan.FromDays(365);

    public static IEndpointRouteBuilder MapReadingEndpoints(this IEndpointRouteBuilder app)
    {
        var reading = app.MapGroup("/reading").RequireAuthorization(policy => policy.RequireRole(Roles.Reader)).DisableCookieRedirect();
        reading.MapGet("/language/{language}", Speak);
        reading.MapGet("/studies/{study:guid}/session", SessionAsync);
        reading.MapGet("/studies/{study:guid}/questions/{question:guid}/examples/{score:int}", ExampleAsync);
        reading.MapPost("/studies/{study:guid}/display-check", CheckDisplayAsync).RequireValidAntiforgery();
        reading.MapPost("/keys", SaveKeysAsync).RequireValidAntiforgery();
        reading.MapGet("/slots/{slot:guid}/pixels", ImageAsync);
        reading.MapGet("/slots/{slot:guid}/map", MapAsync);
        reading.MapPost("/slots/{slot:guid}/shown", ShownAsync).RequireValidAntiforgery();
        reading.MapPost("/slots/{slot:guid}/reveal", RevealAsync).RequireValidAntiforgery();
        reading.MapPost("/slots/{slot:guid}/answers", AnswerAsync).RequireValidAntiforgery();
        return app;
    }

    /// <summary>Remembers the language that a reader chose, for this browser.</summary>
    private static Results<RedirectHttpResult, NotFound> Speak(string language, HttpContext http, CookieNames cookies)
    {
        if (!ReadingTexts.Languages.Contains(language)) return TypedResults.NotFound();
        var chosen = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture("", language));
        http.Response.Cookies.Append(cookies.Of(CookieRequestCultureProvider.DefaultCookieName), chosen, new CookieOptions
        {
            MaxAge = LanguageKept, HttpOnly = true, SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax, Secure = cookies.AreForHttpsAlone || http.Request.IsHttps, IsEssential = true,
        });
        return TypedResults.LocalRedirect("/read");
    }

    private static async Task<Results<Ok<SessionBody>, NotFound>> SessionAsync(
        Guid study, HttpContext http, ReadSession read, RememberLanguage language, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        if (await read.ExecuteAsync(StudyId.From(study), http.User.AccountId(), cancellationToken) is not { } session) return TypedResults.NotFound();
        await language.ExecuteAsync(http.User.AccountId(), ReadingTexts.Language, cancellationToken);
        var token = antiforgery.GetAndStoreTokens(http).RequestToken ?? throw new InvalidOperationException("Antiforgery gave no token.");
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(SessionBody.Of(session, token));
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> ExampleAsync(
        Guid study, Guid question, int score, HttpContext http, ReadExample read, CancellationToken cancellationToken)
    {
        var example = await read.ExecuteAsync(StudyId.From(study), QuestionId.From(question), score, http.User.AccountId(), cancellationToken);
        if (example is null) return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "private, max-age=86400";
        return TypedResults.File(example, "image/png");
    }

    private static async Task<Results<NoContent, NotFound, BadRequest>> CheckDisplayAsync(
        Guid study, DisplayCheckBody body, ClaimsPrincipal user, RecordDisplayCheck record, CancellationToken cancellationToken)
    {
        if (body.Screen is not { IsPossible: true }) return TypedResults.BadRequest();
        return await record.ExecuteAsync(StudyId.From(study), user.AccountId(), body.Screen, body.SeesDark, body.SeesBright, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
    }

    private static async Task<Results<NoContent, BadRequest>> SaveKeysAsync(KeysBody body, ClaimsPrincipal user, SaveKeys save, CancellationToken cancellationToken) =>
        body.Keys is { } keys && await save.ExecuteAsync(user.AccountId(), keys, cancellationToken) ? TypedResults.NoContent() : TypedResults.BadRequest();

    private static Task<IResult> ImageAsync(Guid slot, HttpContext http, ReadSlotImage read, CheckSlot check, CancellationToken cancellationToken) =>
        PictureAsync(slot, http, check, read.ExecuteAsync, cancellationToken);

    private static Task<IResult> MapAsync(Guid slot, HttpContext http, ReadSlotMap read, CheckSlot check, TimeProvider clock, CancellationToken cancellationToken) =>
        EvenTiming.OfAsync(clock, () => PictureAsync(slot, http, check, read.ExecuteAsync, cancellationToken), cancellationToken);

    // A browser that holds the pixels asks again once they are a minute old, and is answered only while its reader may look.
    // The entity tag is the slot, never the content: one image under two slots must not look like one image.
    private static async Task<IResult> PictureAsync(
        Guid slot, HttpContext http, CheckSlot check, Func<ReadingSlotId, Guid, CancellationToken, Task<SlotPicture?>> read, CancellationToken cancellationToken)
    {
        var (id, account, tag) = (ReadingSlotId.From(slot), http.User.AccountId(), new EntityTagHeaderValue($"\"{slot:N}.{SlotPicture.Layout}\""));
        var held = http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false));
        var picture = held ? null : await read(id, account, cancellationToken);
        if (held ? !await check.ExecuteAsync(id, account, cancellationToken) : picture is null) return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "private, max-age=60, must-revalidate";
        http.Response.Headers.Vary = "Cookie";
        http.Response.GetTypedHeaders().ETag = tag;
        return picture is null ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Bytes(picture.Content, "application/octet-stream");
    }

    private static async Task<Results<NoContent, NotFound>> ShownAsync(Guid slot, ClaimsPrincipal user, ShowSlot show, CancellationToken cancellationToken) =>
        await show.ExecuteAsync(ReadingSlotId.From(slot), user.AccountId(), cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Results<NoContent, NotFound, Conflict>> RevealAsync(Guid slot, ClaimsPrincipal user, RevealMap reveal, CancellationToken cancellationToken) =>
        await reveal.ExecuteAsync(ReadingSlotId.From(slot), user.AccountId(), cancellationToken) switch
        {
            RevealOutcome.Shown => TypedResults.NoContent(),
            RevealOutcome.TooEarly => TypedResults.Conflict(),
            _ => TypedResults.NotFound(),
        };

    private static async Task<IResult> AnswerAsync(
        Guid slot, AnswerBody body, ClaimsPrincipal user, SubmitAnswer submit, CancellationToken cancellationToken)
    {
        if (body.ToSubmission(ReadingSlotId.From(slot), user.AccountId()) is not { } submission)
            return TypedResults.BadRequest(new { Reason = "An answer has a value, or null with cannotJudge; versions and times are not negative, and the map is not in view longer than the case." });
        return await submit.ExecuteAsync(submission, cancellationToken) switch
        {
            SubmitOutcome.Saved saved => TypedResults.Ok(new { saved.Version, saved.AtUtc }),
            SubmitOutcome.Conflict conflict => TypedResults.Conflict(
                new { Answered = conflict.Current is not null, Value = GivenBody.ValueOf(conflict.Current), conflict.Version }),
            SubmitOutcome.Invalid invalid => TypedResults.BadRequest(new { invalid.Reason }),
            SubmitOutcome.Paused => TypedResults.Json(new { Why = "paused" }, statusCode: StatusCodes.Status423Locked),
            SubmitOutcome.Enough => TypedResults.Json(new { Why = "enough" }, statusCode: StatusCodes.Status423Locked),
            SubmitOutcome.Refused refused => TypedResults.Json(new { Reason = ReadingTexts.Of($"Refused{refused.Why}") }, statusCode: StatusCodes.Status403Forbidden),
            _ => TypedResults.NotFound(),
        };
    }
}
