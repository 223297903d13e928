using Microsoft.Extensions.Configuration;

namespace StudyPortal.Core.Health;

/// <summary>How the lines of the log are written, by web hosts and trainers alike.</summary>
public static class LogFormat
{
    /// <summary>The setting that makes every line a JSON object; the trainer that the portal starts is given it too.</summary>
    public const string Setting = "Log:Format";

    public static bool IsJson(IConfiguration settings) => string.Equals(settings[Setting], "json", StringComparison.OrdinalIgnoreCase);
}
