using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticAssets;

namespace StudyPortal.Web.Shell;

/// <summary>Everything comes from this server. Scripts and styles written into a page need its nonce; only style attributes, which MudBlazor and the charts use, do without.</summary>
internal static class SecurityHeaders
{
    private const string NonceKey = "csp-nonce";
    private const int NonceBytes = 18;

    /// <summary>Set when the answer begins: one that was cleared because it failed has them too.</summary>
    /// <param name="provider">Where the sign-out, which is a form, may lead besides; null for nowhere.</param>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, Uri? provider)
    {
        var formTargets = provider is null ? "'self'" : $"'self' {provider.GetLeftPart(UriPartial.Authority)}";
        return app.Use((http, next) =>
        {
            http.Items[NonceKey] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
            http.Response.OnStarting(() => ApplyAsync(http, formTargets));
            return next(http);
        });
    }

    public static string NonceOf(HttpContext http) => (string)http.Items[NonceKey]!;

    private static Task ApplyAsync(HttpContext http, string formTargets)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy(NonceOf(http), formTargets);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
        // No browser and no proxy keeps an answer that does not say how long; style sheets, scripts and fonts say it themselves.
        if (headers.CacheControl.Count == 0 && !IsAsset(http)) headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static bool IsAsset(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    private static string Policy(string nonce, string formTargets) => string.Join("; ",
        "default-src 'self'",
        $"script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'",
        $"style-src 'self' 'nonce-{nonce}'",
        $"style-src-elem 'self' 'nonce-{nonce}'",
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        $"form-action {formTargets}",
        "frame-ancestors 'none'");
}
