using System.Globalization;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Trainer.Work;

/// <summary>Imports a data set. A resumed import begins again: pixels that were stored are found by their hash, rows were not written.</summary>
internal sealed class ImportWork(ImportDataset import) : JobWork
{
    public override JobKind Kind => JobKind.Import;

    /// <exception cref="InvalidDataException">The import was refused; the problems are kept under the job's id.</exception>
    public override async Task<Guid?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        job.Report(0, "Reading the labels");
        var request = job.Request<ImportRequest>();
        var outcome = await import.ExecuteAsync(request, job.JobId.Value, job.RequestedBy, progress => Report(job, progress), cancellationToken);
        switch (outcome)
        {
            case ImportOutcome.Imported imported:
                job.Report(1, string.Create(CultureInfo.InvariantCulture, $"{imported.Cases} cases imported, {imported.LeftOut} rows left out"));
                return imported.Id.Value;
            case ImportOutcome.Refused refused:
                foreach (var problem in refused.Problems.Where(problem => !problem.IsNote)) job.Log(problem.ToString());
                throw new InvalidDataException(refused.Reason);
            default:
                throw new InvalidOperationException($"An import does not end as {outcome.GetType().Name}.");
        }
    }

    /// <summary>The last hundredth is the transaction that makes the set visible.</summary>
    private static void Report(JobContext job, ImportProgress progress) => job.Report(
        0.99 * progress.Done / progress.Total, string.Create(CultureInfo.InvariantCulture, $"Image {progress.Done} of {progress.Total}"), progress.SecondsLeft);
}
