using Serilog.Core;
using Serilog.Events;
using StudyPortal.Core.Health;

namespace StudyPortal.Web.Shell;

/// <summary>Counts the log's errors.</summary>
internal sealed class ErrorCount(PortalMeter meter) : ILogEventSink
{
    public void Emit(LogEvent logEvent) => meter.ErrorLogged();
}
