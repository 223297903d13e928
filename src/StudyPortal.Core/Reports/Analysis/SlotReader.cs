using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>One question of one place in one reader's order, with the answer if there is one.</summary>
internal sealed record SlotFacts(PlaceFacts Place, int Question, AnswerForm Form, bool ReaderRemoved, Answer? Answer, AnswerEvent? Last)
{
    /// <summary>Null unless the question has a scale and an answer.</summary>
    public RatingFacts? ToRating() => Answer is null || Place.IsPilot || Form is not ScaleForm
        ? null
        : new RatingFacts(
            Place.Reader, Place.Case, Place.TargetLabel, Place.Arm, Question, Place.Position, Place.Purpose == SlotPurpose.Repeat,
            Answer.CannotJudge ? null : int.Parse(Answer.Value!, CultureInfo.InvariantCulture), Answer.Version, Answer.AtUtc,
            Last?.ActiveMilliseconds ?? 0, Place.Purpose == SlotPurpose.Calibration, Place.Control, Place.Session, Last?.MapMilliseconds ?? 0);

    /// <summary>Null unless the question has an answer, and no scale.</summary>
    public AnswerFacts? ToAnswer() => Answer is null || Place.IsPilot || Form is ScaleForm
        ? null
        : new AnswerFacts(
            Place.Reader, Place.Case, Place.TargetLabel, Place.Arm, Question, Place.Position, Place.Purpose, Place.Control, Place.Withdrawn,
            Answer.Value, Answer.Version, Answer.AtUtc, Last?.ActiveMilliseconds ?? 0);

    /// <summary>Only ratings are compared between arms, so only they can be missing there.</summary>
    public ExclusionFacts? ToExclusion() => Form is ScaleForm && WhyExcluded() is { } reason
        ? new ExclusionFacts(Place.Reader, Place.Case, Place.TargetLabel, Place.Arm, Question, Place.Position, reason)
        : null;

    private string? WhyExcluded()
    {
        if (Place.IsPilot) return "pilot";
        if (Place.Withdrawn) return "case withdrawn";
        if (WhyNotCompared() is { } reason) return reason;
        if (Answer is null) return ReaderRemoved ? "not answered, reader removed" : "not answered";
        return Answer.CannotJudge ? "reader could not judge" : null;
    }

    private string? WhyNotCompared() => (Place.Purpose, Place.Control) switch
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
    /// <summary>Every question of every place, in the order of the places.</summary>
    public static async Task<IReadOnlyList<SlotFacts>> ReadAsync(
        PortalDb db, StudyId study, IReadOnlyList<(ReadingSlotId Slot, PlaceFacts Place)> places, IReadOnlyList<Question> questions,
        ILookup<(ReadingSlotId, QuestionId), AnswerEvent> events, IReadOnlyList<ReaderFacts> readers, CancellationToken cancellationToken)
    {
        var answers = await (
            from answer in db.Set<Answer>().AsNoTracking()
            join slot in db.Set<ReadingSlot>() on answer.SlotId equals slot.Id
            where slot.StudyId == study
            select answer).ToDictionaryAsync(a => (a.SlotId, a.QuestionId), cancellationToken);
        var removed = readers.Where(reader => reader.RemovedUtc is not null).Select(reader => reader.Reader).ToHashSet();
        return
        [
            .. from each in places
               from question in questions
               let key = (each.Slot, question.Id)
               select new SlotFacts(
                   each.Place, question.Position, question.Form, removed.Contains(each.Place.Reader), answers.GetValueOrDefault(key), events[key].LastOrDefault()),
        ];
    }
}
