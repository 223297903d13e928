using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;

namespace StudyPortal.Web.Shell;

internal static class NotedRefusals
{
    public static IServiceCollection AddSecurityEvents(this IServiceCollection services) => services
        .AddSingleton<SecurityEvents>()
        .AddSingleton<IAuthorizationMiddlewareResultHandler, NotedAuthorization>();

    /// <summary>Around everything that refuses by a status: what no other part has noted is noted here.</summary>
    public static void UseSecurityEvents(this WebApplication app)
    {
        var events = app.Services.GetRequiredService<SecurityEvents>();
        app.Use(async (http, next) =>
        {
            await next(http);
            if (WhatOf(http) is { } what) events.Note(http, what);
        });
    }

    private static string? WhatOf(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized => "no valid sign-in",
        StatusCodes.Status403Forbidden => "not allowed",
        StatusCodes.Status429TooManyRequests => "too often",
        StatusCodes.Status400BadRequest when http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } => "no valid form token",
        StatusCodes.Status404NotFound when NamesObject(http) => "no such object for this account",
        _ => null,
    };

    /// <summary>Somebody signed in named an object by its id that is not there, or not for him: from outside both are the same.</summary>
    private static bool NamesObject(HttpContext http) =>
        http.User.Identity?.IsAuthenticated == true && http.GetEndpoint() is RouteEndpoint { RoutePattern: var pattern } && pattern.Parameters.Any(parameter => !parameter.IsCatchAll);
}
