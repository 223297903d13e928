using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models;

/// <summary>Asks for a model to be trained, if the data set can train one.</summary>
public sealed class StartTraining(IDbContextFactory<PortalDb> databases, BlobStore blobs, EnqueueJob enqueue)
{
    public async Task<ModelJobOutcome> ExecuteAsync(TrainRequest request, string requestedBy, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (string.IsNullOrWhiteSpace(request.ModelName)) return new ModelJobOutcome.Refused("The model needs a name.");
        if (request.StartFrom is { } start && !File.Exists(blobs.PathOf(start.Weights)))
            return new ModelJobOutcome.Refused($"The weights {start.FileName} to start from are not in the store: choose others.");
        if (await db.Set<Model>().AnyAsync(m => m.Name == request.ModelName, cancellationToken))
            return new ModelJobOutcome.Refused($"There is a model '{request.ModelName}' already: choose another name.");
        var dataset = await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == request.DatasetId, cancellationToken);
        if (dataset is null) return new ModelJobOutcome.Refused("The data set does not exist.");
        foreach (var split in (DatasetSplit[])[DatasetSplit.Train, DatasetSplit.Validation])
        {
            var cases = db.Set<Case>().Where(c => c.DatasetId == dataset.Id && c.Split == split);
            if (await cases.Usable().AnyAsync(cancellationToken)) continue;
            var name = split.ToString().ToLowerInvariant();
            return new ModelJobOutcome.Refused(await cases.AnyAsync(CaseReviews.DueCase, cancellationToken)
                ? $"Every case in the {name} split of '{dataset.Name}' waits until somebody has looked for text in its pixels: review them first."
                : $"'{dataset.Name}' has no case in its {name} split: import it with other folds.");
        }

        request = request with { RecipeJson = LabelDefaults.Complete(request.RecipeJson, dataset.Uncertain) };
        var title = $"Train {request.ModelName} on {dataset.Name}";
        return new ModelJobOutcome.Started(await enqueue.ExecuteAsync(JobKind.Train, title, request, requestedBy, cancellationToken));
    }
}
