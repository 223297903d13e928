using System.Globalization;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Trainer.Work;

/// <summary>Imports a data set. A resumed import goes on where it was: what was stored is not decoded again, and nobody has seen anything of it. Files that were sent for it are removed when it is done.</summary>
internal sealed class ImportWork(ImportDataset import, Uploads uploads) : JobWork
{
    /// <summary>All of them can be downloaded as a CSV.</summary>
    private const int ProblemsLogged = 20;

    public override JobKind Kind => JobKind.Import;

    /// <exception cref="InvalidDataException">The import was refused; the problems are kept under the job's id.</exception>
    public override async Task<Guid?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        job.Report(0, "Reading the labels");
        var request = job.Request<ImportRequest>();
        var reused = 0;
        var outcome = await import.ExecuteAsync(request, job.JobId.Value, job.RequestedBy, progress =>
        {
            reused = Math.Max(reused, progress.Reused);
            Report(job, progress);
        }, cancellationToken);
        if (reused > 0) job.Log(string.Create(CultureInfo.InvariantCulture, $"{reused} images were stored by an earlier run and were not decoded again."));
        var made = Result(job, outcome);
        uploads.DiscardImported(request.Folder);
        return made;
    }

    private static Guid Result(JobContext job, ImportOutcome outcome)
    {
        switch (outcome)
        {
            case ImportOutcome.Imported imported:
                job.Report(1, ImportText.Told(imported));
                job.Log(ImportText.Told(imported));
                return imported.Id.Value;
            case ImportOutcome.Refused refused:
                var problems = refused.Problems.Where(problem => !problem.IsNote).ToList();
                foreach (var problem in problems.Take(ProblemsLogged)) job.Log(problem.ToString());
                if (problems.Count > ProblemsLogged) job.Log(string.Create(CultureInfo.InvariantCulture, $"and {problems.Count - ProblemsLogged} more: download the list of problems."));
                throw new InvalidDataException(refused.Reason);
            default:
                throw new InvalidOperationException($"An import does not end as {outcome.GetType().Name}.");
        }
    }

    /// <summary>The rows are the last twentieth.</summary>
    private static void Report(JobContext job, ImportProgress progress)
    {
        var part = (double)progress.Done / Math.Max(1, progress.Total);
        job.Report(progress.Stage == ImportStage.Images ? 0.95 * part : 0.95 + 0.05 * part, ImportText.Told(progress), progress.SecondsLeft);
    }
}
