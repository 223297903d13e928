using Quartz;

namespace StudyPortal.Core.Jobs;

/// <summary>What Quartz keeps of a job: only its id. The process that started its scheduler runs it.</summary>
internal sealed class QueuedJob(IJobRunner runner) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await runner.RunAsync(JobDispatch.IdOf(context.JobDetail.Key), cancellationToken);
}
