using Microsoft.Extensions.Logging;

namespace StudyPortal.Core.Reading;

/// <summary>Tells pages and hubs of this process how the reading goes, after each commit.</summary>
public sealed partial class ReadingFeed(ILogger<ReadingFeed> log)
{
    /// <summary>Raised on the thread of the reader's request; handlers must hand over and return.</summary>
    public event Action<ReadingProgress>? Progressed;

    internal void Publish(ReadingProgress progress)
    {
        foreach (var handler in Progressed?.GetInvocationList().Cast<Action<ReadingProgress>>() ?? [])
        {
            try
            {
                handler(progress);
            }
            catch (Exception failure)
            {
                // The rating is committed: a page that fails to show it must not make it look lost.
                HandlerFailed(failure, progress.StudyId);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "A listener to the reading of study {Study} failed")]
    private partial void HandlerFailed(Exception failure, Studies.StudyId study);
}
