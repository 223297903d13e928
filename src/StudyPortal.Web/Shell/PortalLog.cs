using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;
using StudyPortal.Core.Health;
using StudyPortal.Web.Features.Tokens;

namespace StudyPortal.Web.Shell;

internal static class PortalLog
{
    private const string Template = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{" + LogWords.Mark + "}{NewLine}{" + LogWords.Failure + "}";

    /// <summary>The portal's own words, and of the framework only warnings; the Serilog section of the settings can change it.</summary>
    public static void AddPortalLog(this WebApplicationBuilder builder) =>
        builder.Services.AddSerilog((services, log) => Configure(log, builder.Configuration, services.GetRequiredService<PortalMeter>()), preserveStaticLogger: true);

    // A logger of its own, not the process's: the portal of a rehearsal ends without taking this one's log with it.
    private static void Configure(LoggerConfiguration log, IConfiguration settings, PortalMeter meter)
    {
        log.MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .MinimumLevel.Override(typeof(TokenAuthentication).FullName!, LogEventLevel.Warning)
            // Asked every few seconds: what changes is told by Readiness.
            .MinimumLevel.Override("Microsoft.Extensions.Diagnostics.HealthChecks", LogEventLevel.Fatal)
            .ReadFrom.Configuration(settings)
            .Enrich.WithProperty("Service", PortalTelemetry.ServiceName)
            .Enrich.With<LogWords>()
            .WriteTo.Sink(new ErrorCount(meter), LogEventLevel.Error);
        if (LogFormat.IsJson(settings)) log.WriteTo.Console(new WithoutWords(new RenderedCompactJsonFormatter()));
        else log.WriteTo.Console(outputTemplate: Template, formatProvider: CultureInfo.InvariantCulture);
    }
}
