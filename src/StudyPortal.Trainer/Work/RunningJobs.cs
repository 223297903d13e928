using System.Collections.Concurrent;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Trainer.Work;

/// <summary>What this process has in hand, for the pages and the metrics.</summary>
internal sealed class RunningJobs
{
    private readonly ConcurrentDictionary<JobId, (JobKind Kind, string Device, JobContext Job)> _jobs = new();

    public IReadOnlyList<JobInHand> All => [.. _jobs.Select(job => new JobInHand(job.Key, job.Value.Kind, job.Value.Device, job.Value.Job.ImagesPerSecond))];

    public void Begin(JobKind kind, string device, JobContext job) => _jobs[job.JobId] = (kind, device, job);

    public void End(JobId id) => _jobs.TryRemove(id, out _);
}
