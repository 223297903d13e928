using Microsoft.AspNetCore.Components.Endpoints;

namespace StudyPortal.Web.Shell;

internal static class MalformedRequests
{
    /// <summary>Refuses what pages could only fail at: a host that is no name, and a form that is none.</summary>
    public static void UseMalformedRequests(this WebApplication app) => app.Use((http, next) =>
    {
        if (!Uri.TryCreate($"{http.Request.Scheme}://{http.Request.Host}/", UriKind.Absolute, out _) && !IsProbe(http))
        {
            // With words of its own: the page of a status needs a host, too.
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return http.Response.WriteAsync("The header Host does not name a server.", http.RequestAborted);
        }

        if (!HttpMethods.IsPost(http.Request.Method) || http.Request.HasFormContentType || http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null) return next(http);
        http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    });

    /// <summary>Balancers may ask by HTTP/1.0, which needs no host.</summary>
    private static bool IsProbe(HttpContext http) => !http.Request.Host.HasValue && http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);
}
