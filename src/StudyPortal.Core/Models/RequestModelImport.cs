using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models;

/// <summary>Asks a trainer to check received weights and to register them.</summary>
public sealed class RequestModelImport(IDbContextFactory<PortalDb> databases, BlobStore blobs, EnqueueJob enqueue)
{
    public async Task<ModelJobOutcome> ExecuteAsync(ImportModelRequest request, string requestedBy, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var refusal = await RefusalAsync(db, request, cancellationToken);
        return refusal is null
            ? new ModelJobOutcome.Started(
                await enqueue.ExecuteAsync(JobKind.ImportModel, $"Import {request.ModelName} from {request.FileName}", request, requestedBy, cancellationToken))
            : new ModelJobOutcome.Refused(refusal);
    }

    private async Task<string?> RefusalAsync(PortalDb db, ImportModelRequest request, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.ModelName)) return "The model needs a name.";
        if (request.Labels.Count == 0) return "Name the label of each logit, in order.";
        if (request.Labels.Distinct(StringComparer.Ordinal).Count() != request.Labels.Count) return "A label is named twice.";
        if (request.InputSize is < 32 or > 1024) return "The input side must be 32 to 1024 pixels.";
        if (!File.Exists(blobs.PathOf(request.Weights))) return "The uploaded file is no longer there: upload it again.";
        return await db.Set<Model>().AnyAsync(m => m.Name == request.ModelName, cancellationToken)
            ? $"There is a model '{request.ModelName}' already: choose another name."
            : null;
    }
}
