using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models;

/// <summary>Asks for predictions of a model on a split.</summary>
public sealed class RequestEvaluation(IDbContextFactory<PortalDb> databases, EnqueueJob enqueue)
{
    /// <exception cref="InvalidOperationException">There is no such model or data set.</exception>
    public async Task<JobId> ExecuteAsync(EvaluateRequest request, string requestedBy, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var model = await db.Set<Model>().Where(m => m.Id == request.ModelId).Select(m => m.Name).SingleAsync(cancellationToken);
        var dataset = await db.Set<Dataset>().Where(d => d.Id == request.DatasetId).Select(d => d.Name).SingleAsync(cancellationToken);
        var attack = request.Steps == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", PGD-{request.Steps} at {request.Epsilon}");
        return await enqueue.ExecuteAsync(JobKind.Evaluate, $"Evaluate {model} on {dataset}{attack}", request, requestedBy, cancellationToken);
    }
}
