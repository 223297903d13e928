using System.Security.Cryptography;

namespace StudyPortal.Web.Shell;

/// <summary>Everything comes from this server; the only inline script allowed is the import map, by its nonce. MudBlazor needs inline styles.</summary>
internal static class SecurityHeaders
{
    private const string NonceKey = "csp-nonce";
    private const int NonceBytes = 18;

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Items[NonceKey] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy(NonceOf(http));
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        return next(http);
    });

    public static string NonceOf(HttpContext http) => (string)http.Items[NonceKey]!;

    private static string Policy(string nonce) => string.Join("; ",
        "default-src 'self'",
        $"script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'");
}
