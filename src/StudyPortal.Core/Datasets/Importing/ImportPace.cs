namespace StudyPortal.Core.Datasets;

/// <summary>Counts what an import has done, from any thread, and tells its pace.</summary>
internal sealed class ImportPace(ImportStage stage, int total, TimeProvider clock, Action<ImportProgress> progress)
{
    private readonly long _started = clock.GetTimestamp();
    private int _done;
    private int _reused;

    /// <summary>An earlier run had done it.</summary>
    public void Reuse()
    {
        Interlocked.Increment(ref _reused);
        Done(1);
    }

    public void Done(int count)
    {
        var (done, reused) = (Interlocked.Add(ref _done, count), Volatile.Read(ref _reused));
        var seconds = clock.GetElapsedTime(_started).TotalSeconds;
        var pace = seconds > 0 ? Math.Max(0, done - reused) / seconds : 0;
        progress(new ImportProgress(stage, done, total, pace, pace > 0 ? (total - done) / pace : null, reused));
    }
}
