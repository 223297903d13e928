using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Shell;

internal static class StorageFailures
{
    private const string SecondsUntilRetry = "5";

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
            await AnswerAsync(http, "The data cannot be stored now",
                $"{failure.Reason} Nothing of this request was stored and nothing that was confirmed is lost; the reading room keeps a rating in the browser and sends it again.");
        }
        catch (BlobCorruptException damaged) when (!http.Response.HasStarted)
        {
            app.Logger.LogError("{Method} {Path} was answered 503: {Reason}", http.Request.Method, SafeAddress.Of(http.Request.Path), damaged.Message);
            var (title, cause) = damaged.IsLocked
                ? ("This file cannot be read", "The file is encrypted under a key that the server was not given.")
                : ("This file is damaged", "The file is damaged on the disk of the server.");
            await AnswerAsync(http, title, $"{cause} The administrators see it on the page Health; everything else can be used.");
        }
    });

    private static Task AnswerAsync(HttpContext http, string title, string detail)
    {
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.RetryAfter = SecondsUntilRetry;
        http.Response.Headers.CacheControl = "no-store";
        return StatusDocuments.AcceptsHtml(http)
            ? Task.CompletedTask
            : TypedResults.Problem(detail, statusCode: StatusCodes.Status503ServiceUnavailable, title: title).ExecuteAsync(http);
    }
}
