using Microsoft.AspNetCore.Http.Features;

namespace StudyPortal.Web.Shell;

internal static class SocketOrigins
{
    /// <summary>A web socket is opened by the portal's own pages alone: browsers ask nobody before they open one from another site's page.</summary>
    public static void UseSocketOrigins(this WebApplication app)
    {
        var own = Uri.TryCreate(app.Configuration["PublicUrl"], UriKind.Absolute, out var address) ? address.Authority : null;
        app.Use((http, next) =>
        {
            if (!IsSocket(http) || IsOwn(http.Request, own)) return next(http);
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });
    }

    private static bool IsSocket(HttpContext http) =>
        http.Request.Headers.Upgrade.Contains("websocket", StringComparer.OrdinalIgnoreCase) || http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };

    /// <summary>Programs name no origin.</summary>
    private static bool IsOwn(HttpRequest request, string? own)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0) return true;
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var from)) return false;
        var isHost = from.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase) && (from.IsDefaultPort ? request.Host.Port is null or 80 or 443 : request.Host.Port == from.Port);
        return isHost || from.Authority == own;
    }
}
