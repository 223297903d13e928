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
        var reader = await StudyReader.ActiveAsync(db, id, account, cancellationToken);
        if (study is null || reader is null) return null;

        var questions = await db.Set<Question>().AsNoTracking().Where(q => q.StudyId == id).OrderBy(q => q.Position).ToListAsync(cancellationToken);
        var synthetic = await db.Set<Dataset>().AnyAsync(d => d.Id == study.DatasetId && d.IsSynthetic, cancellationToken);
        var isOneStep = questions.TrueForAll(question => question.Step == ReadingStep.WithMap);
        return new ReadingSession(
            reader.Id, study.Name, study.Instructions, synthetic, study.State, study.AllowsChanges, reader.CurrentPosition, reader.FurthestPosition,
            await DisplayCheck.IsDueAsync(db, reader.Id, clock.GetUtcNow().UtcDateTime, cancellationToken), await ReaderKeys.OfAsync(db, account, cancellationToken), questions,
            await PlacesAsync(db, reader.Id, study.State == StudyState.Pilot, isOneStep, cancellationToken))
        {
            MaxPerSitting = study.Settings.MaxPerSitting,
            IsSigned = study.State != StudyState.Pilot && await ReadingSignature.Standing(db).AnyAsync(s => s.ReaderId == reader.Id, cancellationToken),
            BreakAfterMinutes = study.Settings.BreakAfterMinutes,
            Sitting = study.Settings.MaxPerSitting is null ? default : await Sitting.OfAsync(db, reader.Id, clock.GetUtcNow().UtcDateTime, cancellationToken),
        };
    }

    private static async Task<IReadOnlyList<ReadingPlace>> PlacesAsync(
        PortalDb db, StudyReaderId reader, bool inPilot, bool isOneStep, CancellationToken cancellationToken)
    {
        var places = await (
            from slot in db.Set<ReadingSlot>().AsNoTracking()
            join item in db.Set<StudyItem>() on slot.ItemId equals item.Id
            join shown in db.Set<Case>() on item.CaseId equals shown.Id
            where slot.ReaderId == reader && slot.IsPilot == inPilot
            orderby slot.Position
            select new
            {
                slot.Id, slot.Session, item.TargetLabel, Withdrawn = item.WithdrawnUtc != null, Revealed = db.Set<MapReveal>().Any(reveal => reveal.SlotId == slot.Id),
                shown.WindowLow, shown.WindowHigh, shown.Modality, shown.RescaleSlope, shown.RescaleIntercept, shown.KeySlice,
            }).ToListAsync(cancellationToken);
        var answers = await AnswersAsync(db, reader, cancellationToken);
        return [.. places.Select(p => new ReadingPlace(
            p.Id, p.TargetLabel, p.Withdrawn, isOneStep || p.Revealed, answers[p.Id].ToDictionary(a => a.QuestionId, a => new GivenAnswer(a.Content, a.Version)),
            p.WindowLow, p.WindowHigh, p.Session, p.KeySlice, HounsfieldOf(p.Modality, p.RescaleSlope, p.RescaleIntercept)))];
    }

    private static Hounsfield? HounsfieldOf(string modality, double? slope, double? intercept) =>
        modality == "CT" && slope > 0 && intercept is not null ? new Hounsfield(slope.Value, intercept.Value) : null;

    private static async Task<ILookup<ReadingSlotId, Answer>> AnswersAsync(PortalDb db, StudyReaderId reader, CancellationToken cancellationToken) =>
        (await (from answer in db.Set<Answer>().AsNoTracking()
                join slot in db.Set<ReadingSlot>() on answer.SlotId equals slot.Id
                where slot.ReaderId == reader
                select answer).ToListAsync(cancellationToken)).ToLookup(answer => answer.SlotId);
}
