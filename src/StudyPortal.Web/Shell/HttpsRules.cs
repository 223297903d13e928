using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace StudyPortal.Web.Shell;

/// <summary>What holds where the portal is opened by https, by itself or through a proxy that it knows.</summary>
internal static class HttpsRules
{
    private const int DaysOfYear = 365;

    public static IServiceCollection AddHttpsRules(this IServiceCollection services, IConfiguration settings, IHostEnvironment environment)
    {
        services.AddHsts(options => (options.MaxAge, options.IncludeSubDomains) = (TimeSpan.FromDays(settings.GetValue("Hsts:Days", DaysOfYear)), true));
        var proxies = KnownProxies(settings);
        services.Configure<ForwardedHeadersOptions>(options => Trust(options, proxies));
        var names = new CookieNames(settings, environment);
        services.AddSingleton(names);
        services.PostConfigureAll<CookieAuthenticationOptions>(options => Harden(options.Cookie, names));
        services.PostConfigureAll<OpenIdConnectOptions>(options =>
        {
            foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie]) Harden(cookie, names);
        });
        services.PostConfigure<AntiforgeryOptions>(options =>
        {
            // With the policy Always a page that is asked for by http, such as past the proxy, would fail instead of its forms alone.
            if (names.AreForHttpsAlone) options.Cookie = new SecureCookie { SameSite = SameSiteMode.Strict, IsEssential = true };
            options.Cookie.Name = "studyportal-form";
            Harden(options.Cookie, names);
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        return services;
    }

    /// <summary>First of all: what a known proxy says of scheme and address must count for everything behind it.</summary>
    public static void UseHttpsRules(this WebApplication app)
    {
        if (KnownProxies(app.Configuration).Count > 0) app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment()) app.UseHsts();
    }

    private static void Harden(CookieBuilder cookie, CookieNames names)
    {
        cookie.HttpOnly = true;
        if (cookie.SameSite is SameSiteMode.None or SameSiteMode.Unspecified) cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = names.AreForHttpsAlone ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        if (names.AreForHttpsAlone && cookie.Name is { } name) (cookie.Name, cookie.Path, cookie.Domain) = (names.Of(name), "/", null);
    }

    private sealed class SecureCookie : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var options = base.Build(context, expiresFrom);
            options.Secure = true;
            return options;
        }
    }

    private static void Trust(ForwardedHeadersOptions options, IReadOnlyList<IPNetwork> proxies)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        // A chain of proxies may be passed as long as each of them is known.
        options.ForwardLimit = null;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies) options.KnownIPNetworks.Add(proxy);
    }

    /// <exception cref="InvalidOperationException">A network is not one.</exception>
    private static List<IPNetwork> KnownProxies(IConfiguration settings) =>
        [.. (settings["Proxy:Known"] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(NetworkOf)];

    private static IPNetwork NetworkOf(string text)
    {
        if (IPNetwork.TryParse(text, out var network)) return network;
        if (IPAddress.TryParse(text, out var address)) return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        throw new InvalidOperationException($"Proxy:Known names '{text}', which is neither an address nor a network: write for example 10.0.0.7 or 10.0.0.0/8.");
    }
}
