using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>One question of one place in one reader's order, with the answer if there is one.</summary>
internal sealed record SlotFacts(
    string Reader, int Case, string TargetLabel, int? Arm, int Question, int Position, int Session, SlotPurpose Purpose, ControlKind? Control, bool IsPilot,
    bool Withdrawn, bool ReaderRemoved,
    AnswerForm Form, Answer? Answer, AnswerEvent? Last)
{
    /// <summary>Null unless the question has a scale and an answer.</summary>
    public RatingFacts? ToRating() => Answer is null || IsPilot || Form is not ScaleForm
        ? null
        : new RatingFacts(
            Reader, Case, TargetLabel, Arm, Question, Position, Purpose == SlotPurpose.Repeat,
            Answer.CannotJudge ? null : int.Parse(Answer.Value!, CultureInfo.InvariantCulture), Answer.Version, Answer.AtUtc,
            Last?.ActiveMilliseconds ?? 0, Purpose == SlotPurpose.Calibration, Control, Session, Last?.MapMilliseconds ?? 0);

    /// <summary>Null unless the question has an answer, and no scale.</summary>
    public AnswerFacts? ToAnswer() => Answer is null || IsPilot || Form is ScaleForm
        ? null
        : new AnswerFacts(
            Reader, Case, TargetLabel, Arm, Question, Position, Purpose, Control, Withdrawn, Answer.Value, Answer.Version, Answer.AtUtc, Last?.ActiveMilliseconds ?? 0);

    /// <summary>Only ratings are compared between arms, so only they can be missing there.</summary>
    public ExclusionFacts? ToExclusion() => Form is ScaleForm && WhyExcluded() is { } reason
        ? new ExclusionFacts(Reader, Case, TargetLabel, Arm, Question, Position, reason)
        : null;

    private string? WhyExcluded()
    {
        if (IsPilot) return "pilot";
        if (Withdrawn) return "case withdrawn";
        if (WhyNotCompared() is { } reason) return reason;
        if (Answer is null) return ReaderRemoved ? "not answered, reader removed" : "not answered";
        return Answer.CannotJudge ? "reader could not judge" : null;
    }

    private string? WhyNotCompared() => (Purpose, Control) switch
    {
        (SlotPurpose.Calibration, _) => "calibration, before the reading",
        (SlotPurpose.Repeat, _) => "repeat, for intra-reader agreement only",
        (_, ControlKind.RandomWeights) => "hidden control: randomised weights",
        (_, ControlKind.Edges) => "hidden control: edge detector",
        (_, ControlKind.OtherPatient) => "hidden control: map of another patient",
        _ => null,
    };
}

internal static class SlotReader
{
    /// <summary>Every question of every slot, by reader and position.</summary>
    public static async Task<IReadOnlyList<SlotFacts>> ReadAsync(PortalDb db, StudyId study, CancellationToken cancellationToken)
    {
        var slots = await (
            from slot in db.Set<ReadingSlot>().AsNoTracking()
            join reader in db.Set<StudyReader>() on slot.ReaderId equals reader.Id
            join item in db.Set<StudyItem>() on slot.ItemId equals item.Id
            join arm in db.Set<StudyArm>() on item.ArmId equals (StudyArmId?)arm.Id into arms
            from arm in arms.DefaultIfEmpty()
            join shown in db.Set<Case>() on item.CaseId equals shown.Id
            from question in db.Set<Question>().Where(q => q.StudyId == study)
            where slot.StudyId == study
            select new
            {
                slot.Id, slot.Position, slot.Session, slot.Purpose, slot.IsPilot, item.Control, Reader = reader.Code, Case = shown.Number, item.TargetLabel,
                Withdrawn = item.WithdrawnUtc != null, ReaderRemoved = reader.RemovedUtc != null, Arm = (int?)arm.Ordinal, QuestionId = question.Id, Question = question.Position, question.Form,
            }).ToListAsync(cancellationToken);
        var answers = await AnswersAsync(db, study, cancellationToken);
        var last = await LastEventsAsync(db, study, cancellationToken);
        return
        [
            .. from slot in slots
               let key = (slot.Id, slot.QuestionId)
               orderby slot.Reader.Length, slot.Reader, slot.IsPilot descending, slot.Position, slot.Question
               select new SlotFacts(
                   slot.Reader, slot.Case, slot.TargetLabel, slot.Arm, slot.Question, slot.Position, slot.Session, slot.Purpose, slot.Control, slot.IsPilot,
                   slot.Withdrawn, slot.ReaderRemoved, slot.Form, answers.GetValueOrDefault(key), last.GetValueOrDefault(key)),
        ];
    }

    private static async Task<Dictionary<(ReadingSlotId, QuestionId), Answer>> AnswersAsync(PortalDb db, StudyId study, CancellationToken cancellationToken) =>
        await (from answer in db.Set<Answer>().AsNoTracking()
               join slot in db.Set<ReadingSlot>() on answer.SlotId equals slot.Id
               where slot.StudyId == study
               select answer).ToDictionaryAsync(a => (a.SlotId, a.QuestionId), cancellationToken);

    private static async Task<Dictionary<(ReadingSlotId, QuestionId), AnswerEvent>> LastEventsAsync(PortalDb db, StudyId study, CancellationToken cancellationToken)
    {
        var events = await (
            from change in db.Set<AnswerEvent>().AsNoTracking()
            join slot in db.Set<ReadingSlot>() on change.SlotId equals slot.Id
            where slot.StudyId == study
            select change).ToListAsync(cancellationToken);
        return events.GroupBy(e => (e.SlotId, e.QuestionId)).ToDictionary(group => group.Key, group => group.MaxBy(e => e.Version)!);
    }
}
