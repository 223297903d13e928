namespace StudyPortal.Web.Shell;

/// <summary>Dark or light, cascaded to the layouts; remembered by the browser in a cookie.</summary>
public sealed record Appearance(bool IsDark, Func<Task> SwitchAsync)
{
    public const string Light = "light";

    public const string Dark = "dark";

    private const string Cookie = "theme";

    public static bool IsDarkFor(HttpRequest request) => request.Cookies[Cookie] != Light;
}
