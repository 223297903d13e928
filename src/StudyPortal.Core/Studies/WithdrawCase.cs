using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Takes a case out of an open study. Orders and answers stay as they are; the case is shown no more, nor is its map as a control on another, and both are left out of the analysis.</summary>
public sealed class WithdrawCase(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <param name="study">An open or paused study.</param>
    /// <param name="case">One of its cases.</param>
    /// <param name="reason">Kept in the audit log; not empty.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public Task<StudyOutcome> ExecuteAsync(StudyId study, CaseId @case, string reason, string actor, CancellationToken cancellationToken)
    {
        var audit = new StudyAudit(actor, "studies.case-withdrawn", $"case {@case}: {reason}");
        return StudyChange.RunAsync(databases, clock, study, audit, async (db, found, now) =>
        {
            if (string.IsNullOrWhiteSpace(reason)) return ["Say why the case is withdrawn."];
            if (found.State is not (StudyState.Open or StudyState.Paused)) return [$"Cases are withdrawn from an open study; this one is {StudyLifecycle.Word(found.State)}."];
            var items = await db.Set<StudyItem>().Where(i => i.StudyId == study && i.WithdrawnUtc == null
                && (i.CaseId == @case || db.Set<SaliencyMap>().Any(m => m.Id == i.SaliencyMapId && m.CaseId == @case))).ToListAsync(cancellationToken);
            if (items.All(i => i.CaseId != @case)) return ["The study does not have this case, or it is withdrawn already."];
            foreach (var item in items) item.WithdrawnUtc = now;
            return null;
        }, cancellationToken);
    }
}
