using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>
/// Ends the reading for good and freezes the analysis set. The set is on disk before the commit that closes the study and names it:
/// whenever the portal is stopped, the study is open, or closed with its set.
/// </summary>
public sealed class CloseStudy(IDbContextFactory<PortalDb> databases, FreezeAnalysisSet freeze, TimeProvider clock)
{
    public async Task<StudyOutcome> ExecuteAsync(StudyId study, string actor, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(study, cancellationToken) is { } early) return StudyChange.Refused(early);
        try
        {
            var prepared = await freeze.PrepareAsync(study, clock.GetUtcNow().UtcDateTime, isAfterClosing: false, cancellationToken);
            var audit = new StudyAudit(actor, "studies.closed");
            return await StudyChange.RunAsync(databases, clock, study, audit, (db, found, now) => CloseAsync(db, found, prepared, audit, now, cancellationToken), cancellationToken);
        }
        catch (Exception damaged) when (damaged is BlobCorruptException or InvalidDataException)
        {
            return StudyChange.Refused($"The study stays as it is, because its analysis set cannot be made. {damaged.Message}");
        }
    }

    private async Task<IReadOnlyList<string>?> CloseAsync(
        PortalDb db, Study study, PreparedSet prepared, StudyAudit audit, DateTime now, CancellationToken cancellationToken)
    {
        if (StudyLifecycle.Refusal(study.State, StudyState.Closed) is { } refusal) return [refusal];
        var set = await freeze.FinishAsync(db, study, prepared, now, cancellationToken);
        study.FrozenSet = set.Hash;
        audit.Details = $"analysis set {set.Hash}";
        return study.MoveTo(StudyState.Closed, set.ClosedUtc);
    }

    private async Task<string?> RefusalAsync(StudyId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var state = await db.Set<Study>().Where(s => s.Id == id).Select(s => (StudyState?)s.State).SingleOrDefaultAsync(cancellationToken);
        return state is { } now ? StudyLifecycle.Refusal(now, StudyState.Closed) : "There is no such study.";
    }
}
