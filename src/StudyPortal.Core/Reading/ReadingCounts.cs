using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>How many places a reader is done with and has in all; withdrawn cases count in neither. A place is done when every required question is answered.</summary>
internal sealed record ReadingCounts(StudyId StudyId, StudyReaderId ReaderId, int Answered, int Total)
{
    public static Task<List<ReadingCounts>> PerReaderAsync(PortalDb db, IQueryable<StudyReader> readers, CancellationToken cancellationToken) => readers
        .Select(r => new ReadingCounts(
            r.StudyId,
            r.Id,
            db.Set<ReadingSlot>().Count(s => s.ReaderId == r.Id && db.Set<StudyItem>().Any(i => i.Id == s.ItemId && i.WithdrawnUtc == null)
                && !db.Set<Question>().Any(q => q.StudyId == s.StudyId && q.IsRequired && !db.Set<Answer>().Any(a => a.SlotId == s.Id && a.QuestionId == q.Id))),
            db.Set<ReadingSlot>().Count(s => s.ReaderId == r.Id && db.Set<StudyItem>().Any(i => i.Id == s.ItemId && i.WithdrawnUtc == null))))
        .ToListAsync(cancellationToken);

    public static async Task<ReadingCounts> OfReaderAsync(PortalDb db, StudyReaderId reader, CancellationToken cancellationToken) =>
        (await PerReaderAsync(db, db.Set<StudyReader>().Where(r => r.Id == reader), cancellationToken)).Single();

    /// <summary>Mean active seconds of each reader's first answers.</summary>
    public static Task<Dictionary<StudyReaderId, double>> MeanSecondsAsync(PortalDb db, StudyId study, CancellationToken cancellationToken) => (
        from change in db.Set<AnswerEvent>()
        join slot in db.Set<ReadingSlot>() on change.SlotId equals slot.Id
        where slot.StudyId == study && change.Version == 1
        group change.ActiveMilliseconds by slot.ReaderId into times
        select new { Reader = times.Key, Milliseconds = times.Average() })
        .ToDictionaryAsync(t => t.Reader, t => t.Milliseconds / 1000, cancellationToken);
}
