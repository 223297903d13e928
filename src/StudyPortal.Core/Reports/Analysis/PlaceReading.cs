using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Analysis;

internal static class PlaceReading
{
    /// <summary>Every place of every reader: by reader, the pilot first, by position.</summary>
    public static async Task<IReadOnlyList<(ReadingSlotId Slot, PlaceFacts Place)>> ReadAsync(PortalDb db, StudyId study, CancellationToken cancellationToken)
    {
        var places = await (
            from slot in db.Set<ReadingSlot>().AsNoTracking()
            join reader in db.Set<StudyReader>() on slot.ReaderId equals reader.Id
            join item in db.Set<StudyItem>() on slot.ItemId equals item.Id
            join arm in db.Set<StudyArm>() on item.ArmId equals (StudyArmId?)arm.Id into arms
            from arm in arms.DefaultIfEmpty()
            join shown in db.Set<Case>() on item.CaseId equals shown.Id
            where slot.StudyId == study
            select new
            {
                slot.Id,
                Place = new PlaceFacts(
                    reader.Code, slot.Position, slot.Session, slot.Purpose, item.Control, slot.IsPilot, shown.Number, item.TargetLabel, (int?)arm.Ordinal,
                    item.WithdrawnUtc != null, db.Set<MapReveal>().Where(reveal => reveal.SlotId == slot.Id).Select(reveal => (DateTime?)reveal.AtUtc).FirstOrDefault()),
            }).ToListAsync(cancellationToken);
        return
        [
            .. from each in places
               orderby each.Place.Reader.Length, each.Place.Reader, each.Place.IsPilot descending, each.Place.Position
               select (each.Id, each.Place),
        ];
    }
}
