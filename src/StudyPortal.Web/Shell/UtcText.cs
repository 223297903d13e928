using System.Globalization;

namespace StudyPortal.Web.Shell;

/// <summary>Times as pages show them: UTC and saying so, since readers and administrators sit in different zones.</summary>
public static class UtcText
{
    public static string Minute(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    public static string Second(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Day(DateTime utc) => utc.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
