using System.Linq.Expressions;

namespace StudyPortal.Core.Jobs;

/// <summary>A job as it is at one moment: what pages, feeds and the hub carry.</summary>
/// <param name="Progress">Done so far, 0..1.</param>
/// <param name="SecondsLeft">Null while it cannot be told.</param>
/// <param name="Trainer">Who has it in hand or had it last, see <see cref="TrainerName"/>; empty before the first.</param>
/// <param name="Device">Where that trainer computes or computed it; empty before the first.</param>
public sealed record JobSnapshot(
    JobId Id, JobKind Kind, string Title, string RequestedBy, DateTime CreatedUtc, JobState State, double Progress, string Message,
    DateTime? StartedUtc, DateTime? FinishedUtc, DateTime? HeartbeatUtc, double? SecondsLeft, bool CancelRequested, int Attempts, Guid? ResultId, string Trainer, string Device)
{
    internal static readonly Expression<Func<Job, JobSnapshot>> FromRow = job => new JobSnapshot(
        job.Id, job.Kind, job.Title, job.RequestedBy, job.CreatedUtc, job.State, job.Progress, job.Message,
        job.StartedUtc, job.FinishedUtc, job.HeartbeatUtc, job.SecondsLeft, job.CancelRequested, job.Attempts, job.ResultId, job.Trainer, job.Device);

    private static readonly Func<Job, JobSnapshot> Compiled = FromRow.Compile();

    public bool IsOver => State is JobState.Succeeded or JobState.Failed or JobState.Cancelled;

    internal static JobSnapshot Of(Job job) => Compiled(job);
}
