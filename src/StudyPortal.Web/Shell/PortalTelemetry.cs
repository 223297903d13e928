using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using StudyPortal.Core;
using StudyPortal.Core.Health;

namespace StudyPortal.Web.Shell;

internal static class PortalTelemetry
{
    public const string ServiceName = "studyportal-web";

    /// <summary>OpenTelemetry's own settings say where and how; without an endpoint nothing leaves the host.</summary>
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Steps = [PortalActivity.SourceName, "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Server.Circuits"];

    private static readonly string[] Meters =
    [
        PortalActivity.SourceName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Components",
        "Microsoft.AspNetCore.Components.Lifecycle", "Microsoft.AspNetCore.Components.Server.Circuits",
    ];

    /// <summary>Traces are always made, for the log names them; they and the metrics are exported where an endpoint is given.</summary>
    public static void AddPortalTelemetry(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName, serviceVersion: SoftwareVersion.Current))
            .WithTracing(traces => traces.AddSource(Steps).AddAspNetCoreInstrumentation(options =>
                options.EnrichWithHttpRequest = (activity, request) => activity.SetTag("url.path", SafeAddress.Of(request.Path))));
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint])) return;
        telemetry.WithMetrics(metrics => metrics.AddMeter(Meters).AddRuntimeInstrumentation()).UseOtlpExporter();
        builder.Services.ConfigureOpenTelemetryMeterProvider((services, metrics) => metrics.AddView(OnlyOf(services.GetRequiredService<IMeterFactory>())));
    }

    /// <summary>The portal of a rehearsal, in this process, counts for itself.</summary>
    private static Func<Instrument, MetricStreamConfiguration?> OnlyOf(IMeterFactory host) =>
        instrument => instrument.Meter.Scope is IMeterFactory other && other != host ? MetricStreamConfiguration.Drop : null;
}
