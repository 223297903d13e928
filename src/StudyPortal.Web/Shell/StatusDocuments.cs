using System.Diagnostics;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using StudyPortal.Web.Features.Api;

namespace StudyPortal.Web.Shell;

internal static class StatusDocuments
{
    /// <summary>By which a page tells the script of Blazor that it may be put in the place of another.</summary>
    private const string EnhancedNavigation = "blazor-enhanced-nav";

    /// <summary>Gives browsers a page, and programs the bare status, when a request ends without a body or with an exception.</summary>
    public static void UseStatusDocuments(this WebApplication app)
    {
        app.UseStatusCodePages(context => AcceptsHtml(context.HttpContext) ? WriteAnewAsync(context.HttpContext) : Task.CompletedTask);
        app.Use(async (http, next) =>
        {
            await next(http);
            // A page that refuses a form has announced itself before, and sends nothing.
            if (http.Response is not { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest, ContentLength: null }) return;
            http.Response.ContentType = null;
            http.Response.Headers.Remove(EnhancedNavigation);
        });
        if (!app.Environment.IsDevelopment())
            app.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandler = http => AcceptsHtml(http) ? WriteAsync(http) : Task.CompletedTask,
                // A page that failed has begun with its services; that of the status needs its own.
                CreateScopeForErrors = true,
                StatusCodeSelector = failure => IsMalformed(failure) ? StatusCodes.Status400BadRequest : StatusCodes.Status500InternalServerError,
            });
    }

    /// <summary>A page was given a value in its address that is not of its type, or a form with more fields, or longer ones, than it may have.</summary>
    private static bool IsMalformed(Exception failure) => failure.TargetSite?.DeclaringType?.Namespace is { } thrower && failure switch
    {
        InvalidOperationException => thrower == typeof(Router).Namespace,
        InvalidDataException => thrower == typeof(FormPipeReader).Namespace,
        _ => false,
    };

    /// <summary>The programming interface has no pages, whatever its caller accepts.</summary>
    internal static bool AcceptsHtml(HttpContext http) => !ApiProblems.IsApi(http) &&
        http.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    /// <summary>Where a page refused a form, that page has begun with the services of the request.</summary>
    private static async Task WriteAnewAsync(HttpContext http)
    {
        var begun = http.RequestServices;
        await using var anew = begun.CreateAsyncScope();
        http.RequestServices = anew.ServiceProvider;
        try
        {
            await WriteAsync(http);
        }
        finally
        {
            http.RequestServices = begun;
        }
    }

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
