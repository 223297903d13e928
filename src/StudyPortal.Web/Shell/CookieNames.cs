namespace StudyPortal.Web.Shell;

/// <summary>What the portal's cookies are called: where people come by https alone, so that a browser takes them only by https, for this host alone and for all its pages.</summary>
internal sealed class CookieNames(IConfiguration settings, IHostEnvironment environment)
{
    private const string HostPrefix = "__Host-";

    /// <summary>Outside Development, with a <c>PublicUrl</c> that begins with https.</summary>
    public bool AreForHttpsAlone { get; } = !environment.IsDevelopment() && settings["PublicUrl"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;

    public string Of(string name) => AreForHttpsAlone && !name.StartsWith(HostPrefix, StringComparison.Ordinal) ? HostPrefix + name : name;
}
