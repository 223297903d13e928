using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Trainer.Modelling;

namespace StudyPortal.Trainer.Work;

internal sealed class EvaluateWork(EvaluateModel evaluate) : JobWork
{
    public override JobKind Kind => JobKind.Evaluate;

    public override async Task<Guid?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var request = job.Request<EvaluateRequest>();
        await evaluate.ExecuteAsync(request, done => job.Report(done, "Predicting"), cancellationToken);
        return request.ModelId.Value;
    }
}
