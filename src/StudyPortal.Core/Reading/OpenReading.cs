using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>The studies that a person reads: those open first, then the newest.</summary>
public sealed class OpenReading(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public async Task<IReadOnlyList<MyReading>> ExecuteAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var since = clock.GetUtcNow().UtcDateTime - SignatureRequest.SignedWithin;
        var mine = await (
            from reader in db.Set<StudyReader>().AsNoTracking()
            join study in db.Set<Study>() on reader.StudyId equals study.Id
            where reader.AccountId == account && reader.RemovedUtc == null && (study.State == StudyState.Pilot || study.OpenedUtc != null) && !study.IsSimulated
            orderby study.State == StudyState.Open || study.State == StudyState.Pilot descending, study.OpenedUtc ?? study.PilotUtc descending
            select new
            {
                Reader = reader, Study = study,
                SignedUtc = ReadingSignature.Standing(db).Where(s => s.ReaderId == reader.Id).Select(s => (DateTime?)s.AtUtc).SingleOrDefault(),
                ConfirmedUtc = db.Set<SignatureRequest>().Where(r => r.ReaderId == reader.Id && r.Method == SignatureMethod.Provider && r.ConfirmedUtc > since).Select(r => r.ConfirmedUtc).SingleOrDefault(),
            }).ToListAsync(cancellationToken);
        var counts = (await ReadingCounts.PerReaderAsync(db, db.Set<StudyReader>().Where(r => r.AccountId == account), cancellationToken)).ToDictionary(c => c.ReaderId);
        return [.. mine.Select(m => new MyReading(
            m.Study.Id, m.Study.Name, m.Study.Instructions, m.Study.State, counts[m.Reader.Id].Answered, counts[m.Reader.Id].Total, m.Reader.LastSeenUtc, m.SignedUtc, m.ConfirmedUtc + SignatureRequest.SignedWithin))];
    }
}
