using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;
using StudyPortal.Core.Health;

namespace StudyPortal.Trainer.Service;

internal static class TrainerLog
{
    private const string Mark = "TraceMark";
    private const string Failure = "Failure";
    private const string Relayed = "{Message:lj}{" + Mark + "}{NewLine}{" + Failure + "}";

    public static void AddTrainerLog(this HostApplicationBuilder builder, bool supervised)
    {
        var isJson = LogFormat.IsJson(builder.Configuration);
        builder.Services.AddSerilog((services, log) => Configure(log, services.GetRequiredService<PortalMeter>(), supervised, isJson));
    }

    /// <summary>A supervised trainer's lines get their time from the portal that relays them; what troubles it goes to standard error.</summary>
    private static void Configure(LoggerConfiguration log, PortalMeter meter, bool supervised, bool isJson)
    {
        log.MinimumLevel.Information()
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .Enrich.WithProperty("Service", TrainerTelemetry.ServiceName)
            .Enrich.With<TraceOfTrouble>()
            .WriteTo.Sink(new ErrorCount(meter), LogEventLevel.Error);
        if (isJson) log.WriteTo.Console(new WithoutWords(new RenderedCompactJsonFormatter()));
        else log.WriteTo.Console(
            outputTemplate: supervised ? Relayed : "{Timestamp:HH:mm:ss} {Level:u3} " + Relayed, formatProvider: CultureInfo.InvariantCulture, standardErrorFromLevel: LogEventLevel.Warning);
    }

    /// <summary>Gives each warning and error of a job the trace by which all its lines are found, and each failure its kinds and places.</summary>
    private sealed class TraceOfTrouble : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
        {
            if (logEvent is { Level: >= LogEventLevel.Warning, TraceId: { } trace })
                logEvent.AddOrUpdateProperty(propertyFactory.CreateProperty(Mark, $" [{trace}]"));
            if (logEvent.Exception is { } failure)
                logEvent.AddPropertyIfAbsent(propertyFactory.CreateProperty(Failure, FailureTrace.Of(failure) + "\n"));
        }
    }

    private sealed class ErrorCount(PortalMeter meter) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => meter.ErrorLogged();
    }
}
