using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Shell;

internal static class StorageFailures
{
    private const string SecondsUntilRetry = "5";

    /// <summary>A store that is locked or full is a passing failure: 503 with its reason, as a problem for programs; browsers get their page.</summary>
    public static void UseStorageFailures(this WebApplication app) => app.Use(async (http, next) =>
    {
        try
        {
            await next(http);
        }
        catch (Exception exception) when (!http.Response.HasStarted && StorageFailure.Of(exception) is { } failure)
        {
            app.Logger.LogError("{Method} {Path} was answered 503: {Reason} ({Cause})", http.Request.Method, SafeAddress.Of(http.Request.Path), failure.Reason, exception.GetBaseException().GetType().Name);
            await AnswerAsync(http, failure);
        }
    });

    private static Task AnswerAsync(HttpContext http, StorageFailure failure)
    {
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.RetryAfter = SecondsUntilRetry;
        http.Response.Headers.CacheControl = "no-store";
        if (StatusDocuments.AcceptsHtml(http)) return Task.CompletedTask;
        return TypedResults.Problem(
            $"{failure.Reason} Nothing of this request was stored and nothing that was confirmed is lost; the reading room keeps a rating in the browser and sends it again.",
            statusCode: StatusCodes.Status503ServiceUnavailable, title: "The data cannot be stored now").ExecuteAsync(http);
    }
}
