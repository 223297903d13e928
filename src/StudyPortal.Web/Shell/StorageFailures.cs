using StudyPortal.Core.Health;
using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Shell;

internal static class StorageFailures
{
    private const string SecondsUntilRetry = "5";

    private static readonly object Cause = new();

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
            var cause = $"{failure.Reason}{Since(app.Services.GetRequiredService<Troubles>())}";
            await AnswerAsync(http, cause, "The data cannot be stored now",
                $"{cause} Nothing of this request was stored and nothing that was confirmed is lost; the reading room keeps a rating in the browser and sends it again.");
        }
        catch (BlobCorruptException damaged) when (!http.Response.HasStarted)
        {
            app.Logger.LogError("{Method} {Path} was answered 503: {Reason}", http.Request.Method, SafeAddress.Of(http.Request.Path), damaged.Message);
            var (title, cause) = damaged.IsLocked
                ? ("This file cannot be read", "A file that is needed is encrypted under a key that the server was not given.")
                : ("This file is damaged", "A file that is needed is damaged on the disk of the server.");
            await AnswerAsync(http, cause, title, $"{cause} The administrators see it on the page Health; everything else can be used.");
        }
    });

    /// <summary>What troubled this request, in a sentence that anybody may read; null when nothing of the store did.</summary>
    public static string? CauseOf(HttpContext http) => http.Items[Cause] as string;

    /// <summary>The trouble that has lasted longest of those that keep the portal from storing; nothing when none was noticed yet.</summary>
    private static string Since(Troubles troubles) =>
        troubles.Open.FirstOrDefault(trouble => trouble.Kind is TroubleKind.Disk or TroubleKind.Database) is { } trouble ? $" It has been so since {UtcText.Second(trouble.SinceUtc)} UTC." : "";

    private static Task AnswerAsync(HttpContext http, string cause, string title, string detail)
    {
        http.Items[Cause] = cause;
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.RetryAfter = SecondsUntilRetry;
        http.Response.Headers.CacheControl = "no-store";
        return StatusDocuments.AcceptsHtml(http)
            ? Task.CompletedTask
            : TypedResults.Problem(detail, statusCode: StatusCodes.Status503ServiceUnavailable, title: title).ExecuteAsync(http);
    }
}
