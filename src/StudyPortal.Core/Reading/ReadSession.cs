using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>One reader's part of one study.</summary>
public sealed class ReadSession(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <summary>Null when this person does not read this study, or it is neither in pilot nor opened yet.</summary>
    public async Task<ReadingSession?> ExecuteAsync(StudyId id, Guid account, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var study = await db.Set<Study>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && (s.State == StudyState.Pilot || s.OpenedUtc != null) && !s.IsSimulated, cancellationToken);
        var reader = await db.Set<StudyReader>().AsNoTracking()
            .SingleOrDefaultAsync(r => r.StudyId == id && r.AccountId == account && r.RemovedUtc == null, cancellationToken);
        if (study is null || reader is null) return null;

        var question = await db.Set<Question>().AsNoTracking().SingleAsync(q => q.StudyId == id, cancellationToken);
        var synthetic = await db.Set<Dataset>().AnyAsync(d => d.Id == study.DatasetId && d.IsSynthetic, cancellationToken);
        return new ReadingSession(
            reader.Id, study.Name, study.Instructions, synthetic, study.State, reader.CurrentPosition, question.Id, question.Prompt, question.Anchors,
            await PlacesAsync(db, reader.Id, study.State == StudyState.Pilot, cancellationToken))
        {
            MaxPerSitting = study.Settings.MaxPerSitting,
            BreakAfterMinutes = study.Settings.BreakAfterMinutes,
            RatedThisSitting = await Sitting.RatedAsync(db, reader.Id, clock.GetUtcNow().UtcDateTime, cancellationToken),
        };
    }

    private static async Task<IReadOnlyList<ReadingPlace>> PlacesAsync(PortalDb db, StudyReaderId reader, bool inPilot, CancellationToken cancellationToken)
    {
        var places = await (
            from slot in db.Set<ReadingSlot>().AsNoTracking()
            join item in db.Set<StudyItem>() on slot.ItemId equals item.Id
            join answer in db.Set<Answer>() on slot.Id equals answer.SlotId into answers
            from answer in answers.DefaultIfEmpty()
            where slot.ReaderId == reader && slot.IsPilot == inPilot
            orderby slot.Position
            select new { slot.Id, item.TargetLabel, Withdrawn = item.WithdrawnUtc != null, Answer = answer }).ToListAsync(cancellationToken);
        return [.. places.Select(p => new ReadingPlace(p.Id, p.TargetLabel, p.Withdrawn, p.Answer?.Rating, p.Answer?.Version ?? 0))];
    }
}
