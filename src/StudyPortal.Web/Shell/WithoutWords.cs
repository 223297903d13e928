using Serilog.Events;
using Serilog.Formatting;

namespace StudyPortal.Web.Shell;

/// <summary>Writes a line of the log without the exception itself, whose words may name somebody; its kinds and places are a property of the line.</summary>
internal sealed class WithoutWords(ITextFormatter format) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output) => format.Format(logEvent.Exception is null ? logEvent : Bare(logEvent), output);

    private static LogEvent Bare(LogEvent line) => new(
        line.Timestamp, line.Level, exception: null, line.MessageTemplate, line.Properties.Select(property => new LogEventProperty(property.Key, property.Value)),
        line.TraceId ?? default, line.SpanId ?? default);
}
