using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Asks a trainer for the maps that a draft still lacks.</summary>
public sealed class RequestStudyMaps(IDbContextFactory<PortalDb> databases, RequestMaps requestMaps)
{
    /// <summary>Null when every map is there already.</summary>
    public async Task<JobId?> ExecuteAsync(StudyId id, string actor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var study = await db.Set<Study>().AsNoTracking().SingleAsync(s => s.Id == id, cancellationToken);
        var missing = (await StudyMaps.FindAsync(db, study, cancellationToken)).Missing;
        return missing.Count == 0 ? null : await requestMaps.ExecuteAsync(ExplainRequest.Of(missing), actor, cancellationToken);
    }
}
