using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Makes the signed answers of one reader changeable again, which voids his signature.</summary>
public sealed class ReopenAnswers(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <param name="study">An open or paused study.</param>
    /// <param name="reader">One who has signed.</param>
    /// <param name="reason">Kept in the audit log; not empty.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public Task<StudyOutcome> ExecuteAsync(StudyId study, StudyReaderId reader, string reason, string actor, CancellationToken cancellationToken)
    {
        var audit = new StudyAudit(actor, "reading.signature-voided", $"reader {reader}: {reason}");
        return StudyChange.RunAsync(databases, clock, study, audit, async (db, found, now) =>
        {
            if (string.IsNullOrWhiteSpace(reason)) return ["Say why the signed answers are reopened."];
            if (found.State is not (StudyState.Open or StudyState.Paused)) return [$"This study is {StudyLifecycle.Word(found.State)}; its answers are final."];
            var signature = await ReadingSignature.Standing(db)
                .SingleOrDefaultAsync(s => s.ReaderId == reader && db.Set<StudyReader>().Any(r => r.Id == reader && r.StudyId == study), cancellationToken);
            if (signature is null) return ["This reader has signed nothing in this study, or it is reopened already."];
            signature.VoidedUtc = now;
            return null;
        }, cancellationToken);
    }
}
