using Microsoft.Extensions.Logging;

namespace StudyPortal.Core.Jobs;

/// <summary>News of jobs inside this process; pages listen to it.</summary>
public sealed partial class JobFeed(ILogger<JobFeed> log)
{
    /// <summary>Raised on the thread that has the news: hand it to your own dispatcher and return.</summary>
    public event Action<JobSnapshot>? Changed;

    /// <summary>As <see cref="Changed"/>, but only what was done in this process.</summary>
    public event Action<JobSnapshot>? Told;

    internal void Publish(JobSnapshot job)
    {
        Listeners.Tell(Told, job, failure => ListenerFailed(failure, job.Id));
        Receive(job);
    }

    /// <summary>What a trainer or another web host has done, seen in the database.</summary>
    public void Receive(JobSnapshot job) => Listeners.Tell(Changed, job, failure => ListenerFailed(failure, job.Id));

    [LoggerMessage(LogLevel.Error, "A listener to job {Job} failed")]
    private partial void ListenerFailed(Exception failure, JobId job);
}
