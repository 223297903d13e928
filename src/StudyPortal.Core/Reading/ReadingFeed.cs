using Microsoft.Extensions.Logging;

namespace StudyPortal.Core.Reading;

/// <summary>Tells pages and hubs of this process how the reading goes, after each commit, on this web host and on those beside it.</summary>
public sealed partial class ReadingFeed(ILogger<ReadingFeed> log)
{
    /// <summary>Raised on the thread of the reader's request; handlers must hand over and return.</summary>
    public event Action<ReadingProgress>? Progressed;

    /// <summary>As <see cref="Progressed"/>, but only what happened in this process.</summary>
    public event Action<ReadingProgress>? Told;

    internal void Publish(ReadingProgress progress)
    {
        Listeners.Tell(Told, progress, failure => ListenerFailed(failure, progress.StudyId));
        Receive(progress);
    }

    /// <summary>What happened on another web host.</summary>
    internal void Receive(ReadingProgress progress) => Listeners.Tell(Progressed, progress, failure => ListenerFailed(failure, progress.StudyId));

    [LoggerMessage(LogLevel.Error, "A listener to the reading of study {Study} failed")]
    private partial void ListenerFailed(Exception failure, Studies.StudyId study);
}
