using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
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
    public static IEndpointRouteBuilder MapReadingEndpoints(this IEndpointRouteBuilder app)
    {
        var reading = app.MapGroup("/reading").RequireAuthorization(policy => policy.RequireRole(Roles.Reader)).DisableCookieRedirect();
        reading.MapGet("/studies/{study:guid}/session", SessionAsync);
        reading.MapGet("/slots/{slot:guid}/pixels", ImageAsync);
        reading.MapGet("/slots/{slot:guid}/map", MapAsync);
        reading.MapPost("/slots/{slot:guid}/shown", ShownAsync).RequireValidAntiforgery();
        reading.MapPost("/slots/{slot:guid}/answers", AnswerAsync).RequireValidAntiforgery();
        return app;
    }

    private static async Task<Results<Ok<SessionBody>, NotFound>> SessionAsync(
        Guid study, HttpContext http, ReadSession read, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        if (await read.ExecuteAsync(StudyId.From(study), http.User.AccountId(), cancellationToken) is not { } session) return TypedResults.NotFound();
        var token = antiforgery.GetAndStoreTokens(http).RequestToken ?? throw new InvalidOperationException("Antiforgery gave no token.");
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(SessionBody.Of(session, token));
    }

    private static Task<IResult> ImageAsync(Guid slot, HttpContext http, ReadSlotImage read, CheckSlot check, CancellationToken cancellationToken) =>
        PictureAsync(slot, http, check, read.ExecuteAsync, cancellationToken);

    private static Task<IResult> MapAsync(Guid slot, HttpContext http, ReadSlotMap read, CheckSlot check, CancellationToken cancellationToken) =>
        PictureAsync(slot, http, check, read.ExecuteAsync, cancellationToken);

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

    private static async Task<IResult> AnswerAsync(
        Guid slot, AnswerBody body, ClaimsPrincipal user, SubmitRating submit, CancellationToken cancellationToken)
    {
        if (body.ToSubmission(ReadingSlotId.From(slot), user.AccountId()) is not { } submission)
            return TypedResults.BadRequest(new { Reason = "A rating is a score of 0, 1, 2, 3, 4 or 5, or null with cannotJudge; versions and times are not negative." });
        return await submit.ExecuteAsync(submission, cancellationToken) switch
        {
            SubmitOutcome.Saved saved => TypedResults.Ok(new { saved.Version, saved.AtUtc }),
            SubmitOutcome.Conflict conflict => TypedResults.Conflict(new { Answered = conflict.Current is not null, conflict.Current?.Score, conflict.Version }),
            SubmitOutcome.Paused => TypedResults.StatusCode(StatusCodes.Status423Locked),
            SubmitOutcome.Refused refused => TypedResults.Json(new { refused.Reason }, statusCode: StatusCodes.Status403Forbidden),
            _ => TypedResults.NotFound(),
        };
    }
}
