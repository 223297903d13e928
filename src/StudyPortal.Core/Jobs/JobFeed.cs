namespace StudyPortal.Core.Jobs;

/// <summary>News of jobs inside this process; pages listen to it.</summary>
public sealed class JobFeed
{
    /// <summary>Raised on the thread that has the news: hand it to your own dispatcher and return.</summary>
    public event Action<JobSnapshot>? Changed;

    public void Publish(JobSnapshot job) => Changed?.Invoke(job);
}
