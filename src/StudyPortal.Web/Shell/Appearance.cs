namespace StudyPortal.Web.Shell;

/// <summary>Dark or light, cascaded to the layouts; remembered by the browser in a cookie.</summary>
public sealed record Appearance(bool IsDark, Func<Task> SwitchAsync)
{
    public const string Light = "light";

    public const string Dark = "dark";

    public static bool IsDarkFor(HttpContext http) => http.Request.Cookies[CookieOf(http)] != Light;

    /// <summary>Under which the browser remembers it; set by a script, which is told.</summary>
    public static string CookieOf(HttpContext http) => http.RequestServices.GetRequiredService<CookieNames>().Of("theme");
}
