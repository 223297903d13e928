using System.Diagnostics;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyPortal.Web.Features.Api;

namespace StudyPortal.Web.Shell;

internal static class StatusDocuments
{
    /// <summary>Gives browsers a page, and programs the bare status, when a request ends without a body or with an exception.</summary>
    public static void UseStatusDocuments(this WebApplication app)
    {
        app.UseStatusCodePages(context => AcceptsHtml(context.HttpContext) ? WriteAsync(context.HttpContext) : Task.CompletedTask);
        if (!app.Environment.IsDevelopment())
            app.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandler = http => AcceptsHtml(http) ? WriteAsync(http) : Task.CompletedTask,
                // A page that failed has begun with its services; that of the status needs its own.
                CreateScopeForErrors = true,
                StatusCodeSelector = failure => IsMalformedQuery(failure) ? StatusCodes.Status400BadRequest : StatusCodes.Status500InternalServerError,
            });
    }

    /// <summary>A page was given a value in its address that is not of its type.</summary>
    private static bool IsMalformedQuery(Exception failure) => failure is InvalidOperationException && failure.TargetSite?.DeclaringType?.Namespace == typeof(Router).Namespace;

    /// <summary>The programming interface has no pages, whatever its caller accepts.</summary>
    internal static bool AcceptsHtml(HttpContext http) => !ApiProblems.IsApi(http) &&
        http.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    private static Task WriteAsync(HttpContext http)
    {
        var status = http.Response.StatusCode;
        var parameters = new Dictionary<string, object?>
        {
            [nameof(StatusDocument.Status)] = status,
            [nameof(StatusDocument.IsDark)] = Appearance.IsDarkFor(http),
            [nameof(StatusDocument.Trouble)] = StorageFailures.Of(http),
            [nameof(StatusDocument.Nonce)] = SecurityHeaders.NonceOf(http),
            [nameof(StatusDocument.Reference)] = status >= StatusCodes.Status500InternalServerError ? Activity.Current?.TraceId.ToString() : null,
        };
        return new RazorComponentResult<StatusDocument>(parameters) { StatusCode = status }.ExecuteAsync(http);
    }
}
