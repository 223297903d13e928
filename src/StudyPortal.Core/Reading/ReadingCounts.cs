using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>
/// How many places a reader is done with and has in all: of the pilot while it lasts, else of the study. Withdrawn cases count in
/// neither. A place is done when every required question is answered.
/// </summary>
internal sealed record ReadingCounts(StudyId StudyId, StudyReaderId ReaderId, int Answered, int Total)
{
    public static Task<List<ReadingCounts>> PerReaderAsync(PortalDb db, IQueryable<StudyReader> readers, CancellationToken cancellationToken) => readers
        .Select(r => new { r.StudyId, r.Id, InPilot = db.Set<Study>().Any(study => study.Id == r.StudyId && study.State == StudyState.Pilot) })
        .Select(r => new ReadingCounts(
            r.StudyId,
            r.Id,
            db.Set<ReadingSlot>().Count(s => s.ReaderId == r.Id && s.IsPilot == r.InPilot && db.Set<StudyItem>().Any(i => i.Id == s.ItemId && i.WithdrawnUtc == null)
                && !db.Set<Question>().Any(q => q.StudyId == s.StudyId && q.IsRequired && !db.Set<Answer>().Any(a => a.SlotId == s.Id && a.QuestionId == q.Id))),
            db.Set<ReadingSlot>().Count(s => s.ReaderId == r.Id && s.IsPilot == r.InPilot && db.Set<StudyItem>().Any(i => i.Id == s.ItemId && i.WithdrawnUtc == null))))
        .ToListAsync(cancellationToken);

    public static async Task<ReadingCounts> OfReaderAsync(PortalDb db, StudyReaderId reader, CancellationToken cancellationToken) =>
        (await PerReaderAsync(db, db.Set<StudyReader>().Where(r => r.Id == reader), cancellationToken)).Single();
}
