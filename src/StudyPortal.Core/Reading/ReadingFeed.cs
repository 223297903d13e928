using Microsoft.Extensions.Logging;

namespace StudyPortal.Core.Reading;

/// <summary>Tells pages and hubs of this process how the reading goes, after each commit.</summary>
public sealed partial class ReadingFeed(ILogger<ReadingFeed> log)
{
    /// <summary>Raised on the thread of the reader's request; handlers must hand over and return.</summary>
    public event Action<ReadingProgress>? Progressed;

    internal void Publish(ReadingProgress progress) => Listeners.Tell(Progressed, progress, failure => ListenerFailed(failure, progress.StudyId));

    [LoggerMessage(LogLevel.Error, "A listener to the reading of study {Study} failed")]
    private partial void ListenerFailed(Exception failure, Studies.StudyId study);
}
