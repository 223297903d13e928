using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Jobs;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Demo;

/// <summary>Sets the demo up in a new portal. The jobs that it makes are done inside it, one after the other.</summary>
internal sealed class DemoWork(IServiceProvider services) : JobWork
{
    public override JobKind Kind => JobKind.Demo;

    public override async Task<Guid?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        // Resolved late: the walk runs jobs, and the runner of jobs is made of all their works, this one among them.
        var walk = services.GetRequiredService<DemoWalk>();
        await walk.SeedAsync((progress, message) => job.Report(progress, message), cancellationToken);
        return null;
    }
}
