using System.Globalization;
using StudyPortal.Core.Jobs;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Tests.Service;

/// <param name="FailAt">The step that throws, if any.</param>
internal sealed record CountRequest(int Steps, int MillisecondsEach, int? FailAt = null);

/// <summary>Counts, slowly, in a way that shows every step and every end that ever happened, and resumes where it was killed.</summary>
internal sealed class CountingWork : JobWork
{
    public override JobKind Kind => JobKind.Import;

    public static string LedgerOf(string dataFolder, JobId id) => Path.Combine(dataFolder, $"{id}.ledger");

    public override async Task<Guid?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var request = job.Request<CountRequest>();
        var reached = Path.Combine(job.Folder, "reached");
        var ledger = LedgerOf(Path.GetFullPath(Path.Combine(job.Folder, "..", "..")), job.JobId);
        var first = File.Exists(reached) ? int.Parse(await File.ReadAllTextAsync(reached, cancellationToken), CultureInfo.InvariantCulture) + 1 : 1;
        await File.AppendAllLinesAsync(ledger, [$"begun at {first}"], cancellationToken);
        for (var step = first; step <= request.Steps; step++)
        {
            await Task.Delay(request.MillisecondsEach, cancellationToken);
            if (step == request.FailAt) throw new InvalidDataException($"Step {step} was asked to fail.");
            await File.WriteAllTextAsync(reached, step.ToString(CultureInfo.InvariantCulture), cancellationToken);
            job.Report((double)step / request.Steps, $"Step {step} of {request.Steps}", (request.Steps - step) * request.MillisecondsEach / 1000.0);
            job.Measure("loss", step, 1.0 / step);
        }
        await File.AppendAllLinesAsync(ledger, ["finished"], cancellationToken);
        return job.JobId.Value;
    }
}
