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

    /// <summary>Null when an answer is taken now, else what to tell.</summary>
    /// <param name="isChange">The question is answered already.</param>
    public SubmitOutcome? Refusal(bool isChange) => (Study.State, Item.WithdrawnUtc) switch
    {
        _ when Slot.IsPilot && !IsOfThisRound => new SubmitOutcome.Refused("The pilot is over; its places take no more answers."),
        (StudyState.Pilot or StudyState.Open, null) when isChange && !Study.AllowsChanges && Slot.Position < Reader.FurthestPosition =>
            new SubmitOutcome.Refused("This study does not let readers change a case once they have gone on."),
        (StudyState.Pilot or StudyState.Open, null) => null,
        (StudyState.Open or StudyState.Paused, not null) => new SubmitOutcome.Refused("This case was withdrawn from the study; its rating is not needed."),
        (StudyState.Paused, _) => new SubmitOutcome.Paused(),
        _ => new SubmitOutcome.Refused($"The study is {StudyLifecycle.Word(Study.State)}; it takes no ratings."),
    };
}
