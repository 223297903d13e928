using StudyPortal.Core.Health;
using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Shell;

internal static class StorageFailures
{
    private const string SecondsUntilRetry = "5";

    private static readonly object Said = new();

    /// <summary>A store that is locked or full is a passing failure, and so is one damaged file: 503 with its reason, as a problem for programs; browsers get their page.</summary>
    public static void UseStorageFailures(this WebApplication app) => app.Use(async (http, next) =>
    {
        try
        {
            await next(http);
        }
        catch (Exception exception) when (!http.Response.HasStarted && StorageFailure.Of(exception) is { } failure)
        {
            app.Logger.LogError("{Method} {Path} was answered 503: {Reason} ({Cause})", http.Request.Method, SafeAddress.Of(http.Request.Path), failure.Reason, exception.GetBaseException().GetType().Name);
            var cause = $"{failure.Reason}{Since(failure, app.Services.GetRequiredService<Troubles>())}";
            await AnswerAsync(http, "The data cannot be stored now",
                $"{cause} Nothing that was saved is lost. Try again in a minute; if it happens again, tell the administrator.",
                $"{cause} Nothing of this request was stored and nothing that was confirmed is lost; the reading room keeps a rating in the browser and sends it again.");
        }
        catch (BlobCorruptException damaged) when (!http.Response.HasStarted)
        {
            app.Logger.LogError("{Method} {Path} was answered 503: {Reason}", http.Request.Method, SafeAddress.Of(http.Request.Path), damaged.Message);
            var (title, cause) = damaged.IsLocked
                ? ("This file cannot be read", "A file that is needed is encrypted under a key that the server was not given.")
                : ("This file is damaged", "A file that is needed is damaged on the disk of the server.");
            var words = $"{cause} The administrators see it on the page Health; everything else can be used.";
            await AnswerAsync(http, title, words, words);
        }
    });

    /// <summary>What troubled this request, for anybody to read; null when nothing of the store did.</summary>
    public static (string Title, string WhatToDo)? Of(HttpContext http) => http.Items[Said] as (string, string)?;

    /// <summary>Since when the trouble lasts that this failure is of; nothing when it was not noticed yet.</summary>
    private static string Since(StorageFailure failure, Troubles troubles) =>
        troubles.Open.FirstOrDefault(open => open.Cause == failure.Reason || (failure.IsAway && open.Kind == TroubleKind.Database)) is { } trouble ? $" It has been so since {UtcText.Second(trouble.SinceUtc)} UTC." : "";

    private static Task AnswerAsync(HttpContext http, string title, string forPeople, string forPrograms)
    {
        http.Items[Said] = (title, forPeople);
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.RetryAfter = SecondsUntilRetry;
        http.Response.Headers.CacheControl = "no-store";
        return StatusDocuments.AcceptsHtml(http)
            ? Task.CompletedTask
            : TypedResults.Problem(forPrograms, statusCode: StatusCodes.Status503ServiceUnavailable, title: title).ExecuteAsync(http);
    }
}
