using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Api;

/// <summary>Whatever goes wrong under /api/v1 is answered as a problem (RFC 9457), never with a page.</summary>
internal static class ApiProblems
{
    public static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments(ApiFeature.Root, StringComparison.OrdinalIgnoreCase);

    /// <summary>Also gives a request that cannot be bound its status and reason, the same in every environment.</summary>
    public static void UseApiProblems(this WebApplication app) => app.Use(async (http, next) =>
    {
        var isApi = IsApi(http);
        if (isApi) http.Response.Headers.CacheControl = "no-store";
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = bad.StatusCode;
            if (isApi) await WriteAsync(http, bad.StatusCode, $"{bad.Message} What is expected stands on the page {ApiFeature.Page} of the portal.");
        }
        catch (IOException unreadable) when (!http.Response.HasStarted && unreadable.InnerException is OverflowException)
        {
            // Kestrel's answer to a chunk whose size is no number that it can hold.
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            if (isApi) await WriteAsync(http, StatusCodes.Status400BadRequest, "The body's chunks do not say how long they are.");
        }
        catch (Exception failure) when (isApi && !http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            app.Logger.LogError(failure, "{Method} {Path} failed", http.Request.Method, SafeAddress.Of(http.Request.Path));
            await WriteAsync(http, StatusCodes.Status500InternalServerError, $"Something failed; nothing that was saved is lost. Try again; if it happens again, give the administrator this reference, which is also in the server's log: {Activity.Current?.TraceId}.");
        }
    });

    public static Task WriteAsync(HttpContext http, int status, string detail) => Of(status, detail).ExecuteAsync(http);

    public static Task TooManyAsync(HttpContext http, TimeSpan wait, string reason)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(http, StatusCodes.Status429TooManyRequests, $"{reason} Wait {seconds} s, as the header Retry-After says.");
    }

    public static ProblemHttpResult NotFound(string what) => Of(StatusCodes.Status404NotFound, $"There is no such {what}.");

    public static ProblemHttpResult Refused(string reason) => Of(StatusCodes.Status400BadRequest, reason);

    public static ProblemHttpResult Conflict(string reason) => Of(StatusCodes.Status409Conflict, reason);

    private static ProblemHttpResult Of(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
