using Serilog.Core;
using Serilog.Events;

namespace StudyPortal.Web.Shell;

/// <summary>Gives each warning and error of a request, a page or a job the trace by which all its lines are found, and keeps secrets out of addresses.</summary>
internal sealed class LogWords : ILogEventEnricher
{
    /// <summary>What the console's lines end with.</summary>
    public const string Mark = "TraceMark";

    private const string Path = "RequestPath";

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        if (logEvent is { Level: >= LogEventLevel.Warning, TraceId: { } trace })
            logEvent.AddOrUpdateProperty(propertyFactory.CreateProperty(Mark, $" [{trace}]"));
        if (logEvent.Properties.GetValueOrDefault(Path) is ScalarValue { Value: string path })
            logEvent.AddOrUpdateProperty(propertyFactory.CreateProperty(Path, SafeAddress.Of(path)));
    }
}
