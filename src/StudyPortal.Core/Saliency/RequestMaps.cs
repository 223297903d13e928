using StudyPortal.Core.Jobs;

namespace StudyPortal.Core.Saliency;

/// <summary>Asks a trainer for the maps that are missing.</summary>
public sealed class RequestMaps(ListMissingMaps missing, EnqueueJob enqueue)
{
    /// <summary>Null when every map is there already.</summary>
    public async Task<JobId?> ExecuteAsync(ExplainRequest request, string requestedBy, CancellationToken cancellationToken)
    {
        var count = (await missing.ExecuteAsync(request, cancellationToken)).Count;
        if (count == 0) return null;
        var title = $"Make {count} saliency {(count == 1 ? "map" : "maps")} of {request.Models.Count} {(request.Models.Count == 1 ? "model" : "models")}";
        return await enqueue.ExecuteAsync(JobKind.Explain, title, request, requestedBy, cancellationToken);
    }
}
