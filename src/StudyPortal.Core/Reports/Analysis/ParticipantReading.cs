using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Analysis;

internal static class ParticipantReading
{
    /// <summary>Every reader that was ever taken in, R1 first.</summary>
    public static async Task<IReadOnlyList<ReaderFacts>> ReadAsync(
        PortalDb db, StudyId study, IReadOnlyList<AnswerEventFacts> history, CancellationToken cancellationToken)
    {
        var readers = await db.Set<StudyReader>().AsNoTracking().Where(r => r.StudyId == study).ToListAsync(cancellationToken);
        var counts = (await ReadingCounts.PerReaderAsync(db, db.Set<StudyReader>().Where(r => r.StudyId == study), cancellationToken)).ToDictionary(count => count.ReaderId);
        var signed = await (
            from signature in ReadingSignature.Standing(db)
            join reader in db.Set<StudyReader>() on signature.ReaderId equals reader.Id
            where reader.StudyId == study
            select new { reader.Id, signature.AtUtc }).ToDictionaryAsync(each => each.Id, each => (DateTime?)each.AtUtc, cancellationToken);
        var times = history.Where(change => !change.IsPilot).ToLookup(change => change.Reader, change => (DateTime?)change.AtUtc);
        return
        [
            .. readers.OrderBy(reader => reader.Number).Select(reader => new ReaderFacts(
                reader.Code, reader.JoinedUtc, reader.RemovedUtc, counts[reader.Id].Total, counts[reader.Id].Answered, signed.GetValueOrDefault(reader.Id),
                times[reader.Code].Min(), times[reader.Code].Max())),
        ];
    }
}
