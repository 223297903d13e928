using StudyPortal.Core.Jobs;
using StudyPortal.Core.Saliency;
using StudyPortal.Trainer.Modelling;

namespace StudyPortal.Trainer.Work;

internal sealed class ExplainWork(ExplainCases explain) : JobWork
{
    public override JobKind Kind => JobKind.Explain;

    public override async Task<Guid?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var made = await explain.ExecuteAsync(
            job.Request<ExplainRequest>(), (done, all) => job.Report((double)done / all, $"{done} of {all} maps"), cancellationToken);
        job.Report(1, $"{made} maps made");
        return null;
    }
}
