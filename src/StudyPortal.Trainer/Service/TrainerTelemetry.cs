using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using StudyPortal.Core;
using StudyPortal.Core.Health;

namespace StudyPortal.Trainer.Service;

internal static class TrainerTelemetry
{
    public const string ServiceName = "studyportal-trainer";

    /// <summary>OpenTelemetry's own settings say where and how; without an endpoint nothing leaves the host.</summary>
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Traces are always made, for the log names them; they and the metrics are exported where an endpoint is given.</summary>
    public static void AddTrainerTelemetry(this HostApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName, serviceVersion: SoftwareVersion.Current))
            .WithTracing(traces => traces.AddSource(PortalActivity.SourceName));
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint])) return;
        telemetry.WithMetrics(metrics => metrics.AddMeter(PortalActivity.SourceName).AddRuntimeInstrumentation()).UseOtlpExporter();
    }
}
