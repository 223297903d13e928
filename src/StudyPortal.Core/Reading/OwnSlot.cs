using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>A slot seen by the reader it belongs to; for anybody else it does not exist.</summary>
internal sealed record OwnSlot(ReadingSlot Slot, Study Study, StudyReader Reader, StudyItem Item)
{
    public static async Task<OwnSlot?> FindAsync(PortalDb db, ReadingSlotId slot, Guid account, CancellationToken cancellationToken)
    {
        var found = await (
            from s in db.Set<ReadingSlot>()
            join study in db.Set<Study>() on s.StudyId equals study.Id
            join reader in db.Set<StudyReader>() on s.ReaderId equals reader.Id
            join item in db.Set<StudyItem>() on s.ItemId equals item.Id
            where s.Id == slot && reader.AccountId == account && reader.RemovedUtc == null && !study.IsSimulated
            select new { s, study, reader, item }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new OwnSlot(found.s, found.study, found.reader, found.item);
    }

    /// <summary>The case may be looked at now.</summary>
    public bool IsOnDisplay => Study.State is StudyState.Pilot or StudyState.Open or StudyState.Paused && IsOfThisRound && Item.WithdrawnUtc is null;

    /// <summary>Of the pilot while it lasts, else of the study.</summary>
    public bool IsOfThisRound => Slot.IsPilot == (Study.State == StudyState.Pilot);

    /// <summary>Null when an answer is taken now, else what becomes of it.</summary>
    /// <param name="isChange">The question is answered already.</param>
    public SubmitOutcome? Obstacle(bool isChange) => (Study.State, Item.WithdrawnUtc) switch
    {
        _ when Slot.IsPilot && !IsOfThisRound => new SubmitOutcome.Refused(Refusal.PilotOver),
        (StudyState.Pilot or StudyState.Open, null) when isChange && !Study.AllowsChanges && Slot.Position < Reader.FurthestPosition =>
            new SubmitOutcome.Refused(Refusal.LeftBehind),
        (StudyState.Pilot or StudyState.Open, null) => null,
        (StudyState.Open or StudyState.Paused, not null) => new SubmitOutcome.Refused(Refusal.Withdrawn),
        (StudyState.Paused, _) => new SubmitOutcome.Paused(),
        _ => new SubmitOutcome.Refused(Refusal.NotRead),
    };
}
