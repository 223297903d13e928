using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace StudyPortal.Web.Shell;

/// <summary>Where people open the portal. Behind a proxy only the setting <c>PublicUrl</c> knows; a wildcard is of no use in a browser.</summary>
public sealed class PortalAddress(IConfiguration configuration, IServer server)
{
    /// <summary>Without a slash at the end; what the server listens on is known once it does.</summary>
    public string Value => (configuration["PublicUrl"] ?? Listening ?? "http://localhost")
        .Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
        .Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal).TrimEnd('/');

    private string? Listening => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
}
