using System.Net;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>Whether "enter as" is open: only in Development, and only to a browser on this very machine.</summary>
public sealed class DemoEntrance(IHostEnvironment environment)
{
    public bool IsOpenTo(HttpContext http) =>
        environment.IsDevelopment()
        && http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && IsLoopbackName(http.Request.Host.Host)
        && !WasForwarded(http.Request);

    // A foreign name that resolves to 127.0.0.1 would let another site's page use this entrance.
    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool WasForwarded(HttpRequest request) =>
        request.Headers.ContainsKey("X-Forwarded-For") || request.Headers.ContainsKey("Forwarded") || request.Headers.ContainsKey("X-Original-For");
}
