using Serilog.Core;
using Serilog.Events;
using StudyPortal.Core.Health;

namespace StudyPortal.Web.Shell;

/// <summary>Gives each warning and error of a request, a page or a job the trace by which all its lines are found, and keeps secrets out of addresses and names out of failures.</summary>
internal sealed class LogWords : ILogEventEnricher
{
    /// <summary>What the console's lines end with.</summary>
    public const string Mark = "TraceMark";

    /// <summary>The kinds and places of an exception.</summary>
    public const string Failure = "Failure";

    private const string Path = "RequestPath";

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        if (logEvent is { Level: >= LogEventLevel.Warning, TraceId: { } trace })
            logEvent.AddOrUpdateProperty(propertyFactory.CreateProperty(Mark, $" [{trace}]"));
        if (logEvent.Exception is { } failure)
            logEvent.AddPropertyIfAbsent(propertyFactory.CreateProperty(Failure, FailureTrace.Of(failure) + "\n"));
        if (logEvent.Properties.GetValueOrDefault(Path) is ScalarValue { Value: string path })
            logEvent.AddOrUpdateProperty(propertyFactory.CreateProperty(Path, SafeAddress.Of(path)));
    }
}
