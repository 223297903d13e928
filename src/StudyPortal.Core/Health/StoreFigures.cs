using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Health;

/// <summary>What the store holds and what waits in the queue, as it was when somebody last looked; also told as metrics.</summary>
public sealed class StoreFigures
{
    /// <summary>Counting the stored files may take long; it is done again when this many times as long has passed.</summary>
    private const int RestAfterCounting = 100;

    private static readonly TimeSpan LeastRest = TimeSpan.FromMinutes(5);

    private readonly IDbContextFactory<PortalDb> _databases;
    private readonly ReadStorageHealth _readStorage;
    private readonly DataRoot _root;
    private readonly TimeProvider _clock;

    private volatile StoreState? _seen;
    private long _countAgain = long.MinValue;

    public StoreFigures(IDbContextFactory<PortalDb> databases, ReadStorageHealth readStorage, DataRoot root, TimeProvider clock, PortalMeter meter)
    {
        (_databases, _readStorage, _root, _clock) = (databases, readStorage, root, clock);
        Gauge(meter, "studyportal.blobs.size", "By", "All stored files.", seen => seen.BlobBytes);
        Gauge(meter, "studyportal.database.size", "By", "The database.", seen => seen.DatabaseBytes);
        Gauge(meter, "studyportal.disk.free", "By", "Free where the data lie.", seen => seen.FreeBytes);
        meter.Meter.CreateObservableGauge("studyportal.queue.depth", () => _seen?.Queue.Select(DepthOf) ?? [], "{job}", "Jobs by kind and state.");
    }

    /// <summary>Null before the first look.</summary>
    public StoreState? Seen => _seen;

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var storage = await _readStorage.ExecuteAsync(cancellationToken);
        var before = _seen?.BlobBytes ?? 0;
        _seen = new StoreState(IsTimeToCount() ? await CountBlobsAsync(cancellationToken) : before, storage.DatabaseBytes, storage.FreeBytes, await ReadQueueAsync(cancellationToken));
    }

    private static Measurement<long> DepthOf(QueueDepth depth) =>
        new(depth.Jobs, new KeyValuePair<string, object?>("kind", depth.Kind.ToString()), new KeyValuePair<string, object?>("state", depth.State == JobState.Queued ? "waiting" : "running"));

    private void Gauge(PortalMeter meter, string name, string unit, string description, Func<StoreState, long> value) =>
        meter.Meter.CreateObservableGauge(name, () => _seen is { } seen ? [new Measurement<long>(value(seen))] : Array.Empty<Measurement<long>>(), unit, description);

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

    private bool IsTimeToCount() => _clock.GetTimestamp() >= _countAgain;

    private async Task<long> CountBlobsAsync(CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        var bytes = await Task.Run(() => Count(cancellationToken), cancellationToken);
        var rest = RestAfterCounting * _clock.GetElapsedTime(started);
        _countAgain = _clock.GetTimestamp() + (long)(Math.Max(rest.TotalSeconds, LeastRest.TotalSeconds) * _clock.TimestampFrequency);
        return bytes;
    }

    private long Count(CancellationToken cancellationToken)
    {
        var bytes = 0L;
        foreach (var file in new DirectoryInfo(_root.Blobs).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            bytes += LengthOf(file);
        }
        return bytes;
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
public sealed record StoreState(long BlobBytes, long DatabaseBytes, long FreeBytes, IReadOnlyList<QueueDepth> Queue)
{
    public int JobsIn(JobState state) => Queue.Where(depth => depth.State == state).Sum(depth => depth.Jobs);
}

public sealed record QueueDepth(JobKind Kind, JobState State, int Jobs);
