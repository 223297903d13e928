using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>One question of one place in one reader's order, with the answer if there is one.</summary>
internal sealed record SlotFacts(
    string Reader, int Case, string TargetLabel, int Arm, int Question, int Position, bool IsRepeat, bool IsPilot, bool Withdrawn, bool ReaderRemoved,
    Answer? Answer, int ActiveMilliseconds)
{
    public RatingFacts? ToRating() => Answer is null || IsPilot
        ? null
        : new RatingFacts(Reader, Case, TargetLabel, Arm, Question, Position, IsRepeat, Answer.Score, Answer.Version, Answer.AtUtc, ActiveMilliseconds);

    public ExclusionFacts? ToExclusion() => WhyExcluded() is { } reason
        ? new ExclusionFacts(Reader, Case, TargetLabel, Arm, Question, Position, reason)
        : null;

    private string? WhyExcluded()
    {
        if (IsPilot) return "pilot";
        if (Withdrawn) return "case withdrawn";
        if (IsRepeat) return "repeat, for intra-reader agreement only";
        if (Answer is null) return ReaderRemoved ? "not answered, reader removed" : "not answered";
        return Answer.CannotJudge ? "reader could not judge" : null;
    }
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
            join arm in db.Set<StudyArm>() on item.ArmId equals arm.Id
            join shown in db.Set<Case>() on item.CaseId equals shown.Id
            from question in db.Set<Question>().Where(q => q.StudyId == study)
            where slot.StudyId == study
            select new
            {
                slot.Id, slot.Position, slot.IsRepeat, slot.IsPilot, Reader = reader.Code, Case = shown.Number, item.TargetLabel,
                Withdrawn = item.WithdrawnUtc != null, ReaderRemoved = reader.RemovedUtc != null, Arm = arm.Ordinal, QuestionId = question.Id, Question = question.Position,
            }).ToListAsync(cancellationToken);
        var answers = await AnswersAsync(db, study, cancellationToken);
        var times = await ActiveMillisecondsAsync(db, study, cancellationToken);
        return
        [
            .. from slot in slots
               let key = (slot.Id, slot.QuestionId)
               orderby slot.Reader.Length, slot.Reader, slot.IsPilot descending, slot.Position, slot.Question
               select new SlotFacts(
                   slot.Reader, slot.Case, slot.TargetLabel, slot.Arm, slot.Question, slot.Position, slot.IsRepeat, slot.IsPilot, slot.Withdrawn,
                   slot.ReaderRemoved, answers.GetValueOrDefault(key), times.GetValueOrDefault(key)),
        ];
    }

    private static async Task<Dictionary<(ReadingSlotId, QuestionId), Answer>> AnswersAsync(PortalDb db, StudyId study, CancellationToken cancellationToken) =>
        await (from answer in db.Set<Answer>().AsNoTracking()
               join slot in db.Set<ReadingSlot>() on answer.SlotId equals slot.Id
               where slot.StudyId == study
               select answer).ToDictionaryAsync(a => (a.SlotId, a.QuestionId), cancellationToken);

    private static async Task<Dictionary<(ReadingSlotId, QuestionId), int>> ActiveMillisecondsAsync(PortalDb db, StudyId study, CancellationToken cancellationToken)
    {
        var events = await (
            from change in db.Set<AnswerEvent>().AsNoTracking()
            join slot in db.Set<ReadingSlot>() on change.SlotId equals slot.Id
            where slot.StudyId == study
            select new { change.SlotId, change.QuestionId, change.Version, change.ActiveMilliseconds }).ToListAsync(cancellationToken);
        return events.GroupBy(e => (e.SlotId, e.QuestionId)).ToDictionary(group => group.Key, group => group.MaxBy(e => e.Version)!.ActiveMilliseconds);
    }
}
