using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Trainer.Modelling.Analyses;

namespace StudyPortal.Trainer.Work;

/// <summary>Analyses a model. A resumed analysis begins again: what was found is stored at its end.</summary>
internal sealed class AnalyseWork(AnalyseModel analyse, TimeProvider clock) : JobWork
{
    /// <summary>Below it a guess of the time left is none.</summary>
    private const double LeastShareToGuess = 0.02;

    public override JobKind Kind => JobKind.Analyse;

    public override async Task<Guid?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var request = job.Request<AnalyseRequest>();
        var message = AnalysisDescription.Of(request.Kind).Title;
        job.Report(0, message);
        var started = clock.GetTimestamp();
        await analyse.ExecuteAsync(request, Tell, cancellationToken);
        return request.ModelId.Value;

        void Tell(double done)
        {
            var elapsed = clock.GetElapsedTime(started).TotalSeconds;
            job.Report(done, message, done < LeastShareToGuess ? null : elapsed * (1 - done) / done);
        }
    }
}
