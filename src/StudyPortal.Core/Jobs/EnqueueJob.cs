using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Health;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

/// <summary>Puts a job in the queue. Once this returns the job will be done, even if every process is killed now.</summary>
public sealed class EnqueueJob(IDbContextFactory<PortalDb> databases, JobDispatch dispatch, JobFeed feed, TimeProvider clock)
{
    /// <param name="title">For a person: "Train dual-bn on Phantom chest".</param>
    /// <param name="request">The kind's own request record; the trainer reads it back by the same type.</param>
    public async Task<JobId> ExecuteAsync(JobKind kind, string title, object request, string requestedBy, CancellationToken cancellationToken)
    {
        using var activity = PortalActivity.Start("job enqueue");
        var job = new Job
        {
            Id = JobId.New(),
            Kind = kind,
            Title = title,
            RequestJson = JsonSerializer.Serialize(request, request.GetType(), PortalJson.Options),
            RequestedBy = requestedBy,
            CreatedUtc = clock.GetUtcNow().UtcDateTime,
            TraceParent = PortalActivity.Here,
        };
        activity?.SetTag("job.id", job.Id).SetTag("job.kind", kind.ToString());
        await StoreAsync(job, cancellationToken);
        await dispatch.OfferAsync(job.Id, job.CreatedUtc, cancellationToken);
        feed.Publish(JobSnapshot.Of(job));
        return job.Id;
    }

    private async Task StoreAsync(Job job, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        db.Add(job);
        await AuditTrail.AppendAsync(db, job.CreatedUtc, job.RequestedBy, "jobs.enqueue", job.Id.ToString(), $"{job.Kind}: {job.Title}", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
