using System.Globalization;
using Serilog;
using Serilog.Events;
using StudyPortal.Web.Features.Tokens;

namespace StudyPortal.Web.Shell;

internal static class PortalLog
{
    private const string Template = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>The portal's own words, and of the framework only warnings; the Serilog section of the settings can change it.</summary>
    public static void AddPortalLog(this WebApplicationBuilder builder) => builder.Services.AddSerilog(log => log
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .MinimumLevel.Override("System", LogEventLevel.Warning)
        .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
        .MinimumLevel.Override(typeof(TokenAuthentication).FullName!, LogEventLevel.Warning)
        .ReadFrom.Configuration(builder.Configuration)
        .WriteTo.Console(outputTemplate: Template, formatProvider: CultureInfo.InvariantCulture));
}
