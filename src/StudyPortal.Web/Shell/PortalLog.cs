using System.Globalization;
using Serilog;
using Serilog.Events;
using StudyPortal.Web.Features.Tokens;

namespace StudyPortal.Web.Shell;

internal static class PortalLog
{
    private const string Template = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>The portal's own words, and of the framework only warnings; the Serilog section of the settings can change it.</summary>
    public static void AddPortalLog(this WebApplicationBuilder builder) => builder.Services.AddSerilog(log => Configure(log, builder.Configuration), preserveStaticLogger: true);

    // A logger of its own, not the process's: the portal of a rehearsal ends without taking this one's log with it.
    private static void Configure(LoggerConfiguration log, IConfiguration settings) => log
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .MinimumLevel.Override("System", LogEventLevel.Warning)
        .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
        .MinimumLevel.Override(typeof(TokenAuthentication).FullName!, LogEventLevel.Warning)
        .ReadFrom.Configuration(settings)
        .WriteTo.Console(outputTemplate: Template, formatProvider: CultureInfo.InvariantCulture);
}
