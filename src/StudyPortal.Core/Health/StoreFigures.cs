using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Health;

/// <summary>What the store holds and what waits in the queue, as it was when somebody last looked; also told as metrics.</summary>
public sealed class StoreFigures
{
    private const long NotCounted = -1;

    /// <summary>Counting the stored files may take long; it is done again when this many times as long has passed.</summary>
    private const int RestAfterCounting = 100;

    private static readonly TimeSpan LeastRest = TimeSpan.FromMinutes(1);

    private readonly IDbContextFactory<PortalDb> _databases;
    private readonly ReadStorageHealth _readStorage;
    private readonly DataRoot _root;
    private readonly TimeProvider _clock;

    private volatile StoreState? _seen;
    private long _blobBytes = NotCounted;
    private Task _counting = Task.CompletedTask;
    private long _countAgain = long.MinValue;

    public StoreFigures(IDbContextFactory<PortalDb> databases, ReadStorageHealth readStorage, DataRoot root, TimeProvider clock, PortalMeter meter)
    {
        (_databases, _readStorage, _root, _clock) = (databases, readStorage, root, clock);
        Gauge(meter, "studyportal.blobs.size", "By", "All stored files.", () => BlobBytes);
        Gauge(meter, "studyportal.database.size", "By", "The database.", () => _seen?.DatabaseBytes);
        Gauge(meter, "studyportal.disk.free", "By", "Free where the data lie.", () => _seen?.FreeBytes);
        meter.Meter.CreateObservableGauge("studyportal.queue.depth", () => _seen?.Queue.Select(DepthOf) ?? [], "{job}", "Jobs by kind and state.");
    }

    /// <summary>Null before the first look.</summary>
    public StoreState? Seen => _seen;

    /// <summary>Of all stored files; null until they have been counted, which nothing waits for.</summary>
    public long? BlobBytes => Interlocked.Read(ref _blobBytes) is var bytes and not NotCounted ? bytes : null;

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var storage = await _readStorage.ExecuteAsync(cancellationToken);
        _seen = new StoreState(storage.DatabaseBytes, storage.FreeBytes, await ReadQueueAsync(cancellationToken));
        if (_counting.IsCompleted && _clock.GetTimestamp() >= _countAgain) _counting = Task.Run(() => CountBlobs(cancellationToken), CancellationToken.None);
    }

    private static Measurement<long> DepthOf(QueueDepth depth) =>
        new(depth.Jobs, new KeyValuePair<string, object?>("kind", depth.Kind.ToString()), new KeyValuePair<string, object?>("state", depth.State == JobState.Queued ? "waiting" : "running"));

    private static void Gauge(PortalMeter meter, string name, string unit, string description, Func<long?> value) =>
        meter.Meter.CreateObservableGauge(name, () => value() is { } known ? [new Measurement<long>(known)] : Array.Empty<Measurement<long>>(), unit, description);

    /// <summary>Every kind, so that a queue that ran empty is seen to be empty.</summary>
    private async Task<IReadOnlyList<QueueDepth>> ReadQueueAsync(CancellationToken cancellationToken)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellationToken);
        var open = await db.Set<Job>().AsNoTracking()
            .Where(job => job.State == JobState.Queued || job.State == JobState.Running)
            .GroupBy(job => new { job.Kind, job.State })
            .Select(group => new { group.Key.Kind, group.Key.State, Jobs = group.Count() })
            .ToListAsync(cancellationToken);
        return [.. Enum.GetValues<JobKind>().SelectMany(kind => ((JobState[])[JobState.Queued, JobState.Running]).Select(state =>
            new QueueDepth(kind, state, open.SingleOrDefault(o => o.Kind == kind && o.State == state)?.Jobs ?? 0)))];
    }

    /// <summary>On a thread beside; a folder that cannot be read now is counted again after the rest.</summary>
    private void CountBlobs(CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        try
        {
            var bytes = 0L;
            foreach (var file in new DirectoryInfo(_root.Blobs).EnumerateFiles("*", SearchOption.AllDirectories))
            {
                if (cancellationToken.IsCancellationRequested) return;
                bytes += LengthOf(file);
            }
            Interlocked.Exchange(ref _blobBytes, bytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Interlocked.Exchange(ref _blobBytes, NotCounted);
        }
        var rest = RestAfterCounting * _clock.GetElapsedTime(started);
        _countAgain = _clock.GetTimestamp() + (long)(Math.Max(rest.TotalSeconds, LeastRest.TotalSeconds) * _clock.TimestampFrequency);
    }

    /// <summary>A file may be removed for good while its folder is read.</summary>
    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}

/// <summary>The store at one moment, in bytes, and the queue.</summary>
public sealed record StoreState(long DatabaseBytes, long FreeBytes, IReadOnlyList<QueueDepth> Queue)
{
    public int JobsIn(JobState state) => Queue.Where(depth => depth.State == state).Sum(depth => depth.Jobs);
}

public sealed record QueueDepth(JobKind Kind, JobState State, int Jobs);
