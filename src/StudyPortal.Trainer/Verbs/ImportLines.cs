using System.Globalization;
using StudyPortal.Core.Datasets;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Verbs;

/// <summary>The progress of an import, some lines of it: one every few seconds.</summary>
internal sealed class ImportLines(TextWriter output, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private long _told = clock.GetTimestamp();

    /// <summary>From any thread.</summary>
    public void Tell(ImportProgress progress)
    {
        lock (_gate)
        {
            if (clock.GetElapsedTime(_told) < Every) return;
            _told = clock.GetTimestamp();
            var left = progress.SecondsLeft is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", {Math.Ceiling(seconds)} s left") : "";
            output.WriteLine($"{ImportText.Told(progress)}{left}");
        }
    }
}
