using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Verification;

/// <summary>Every answer is the last of its events, which follow one another without a gap, and there is one answer to a question of a place.</summary>
internal sealed class AnswersCheck : Check
{
    public override string Title => "answers and their history";

    public override async IAsyncEnumerable<Finding> FindAsync(PortalDb db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (expected, broken) = await RebuildAsync(db, cancellationToken);
        foreach (var place in broken) yield return new Finding(FindingKind.HistoryBroken, $"the history of {await NameAsync(db, place, cancellationToken)} has a gap, or a change that does not follow the one before");

        var seen = new HashSet<(ReadingSlotId, QuestionId)>();
        foreach (var answer in await db.Set<Answer>().AsNoTracking().ToListAsync(cancellationToken))
        {
            var place = (answer.SlotId, answer.QuestionId);
            if (!seen.Add(place)) yield return new Finding(FindingKind.AnswerTwice, $"{await NameAsync(db, place, cancellationToken)} is there twice");
            else if (!expected.TryGetValue(place, out var last)) yield return new Finding(FindingKind.AnswerChanged, $"{await NameAsync(db, place, cancellationToken)} has no history");
            else if (!IsSame(answer, last)) yield return new Finding(FindingKind.AnswerChanged, $"{await NameAsync(db, place, cancellationToken)} is not what its history ends with");
        }

        foreach (var place in expected.Keys.Where(place => !seen.Contains(place)))
            yield return new Finding(FindingKind.AnswerMissing, $"{await NameAsync(db, place, cancellationToken)} is missing; its history is there");
    }

    private static async Task<(Dictionary<(ReadingSlotId, QuestionId), Answer> Last, List<(ReadingSlotId, QuestionId)> Broken)> RebuildAsync(PortalDb db, CancellationToken cancellationToken)
    {
        var (last, broken) = (new Dictionary<(ReadingSlotId, QuestionId), Answer>(), new List<(ReadingSlotId, QuestionId)>());
        var events = db.Set<AnswerEvent>().AsNoTracking().OrderBy(e => e.SlotId).ThenBy(e => e.QuestionId).ThenBy(e => e.Version);
        await foreach (var change in events.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var place = (change.SlotId, change.QuestionId);
            var before = last.GetValueOrDefault(place);
            var follows = (change.Version, change.OldValue, change.OldCannotJudge) == ((before?.Version ?? 0) + 1, before?.Value, before?.CannotJudge ?? false);
            if (!follows && broken.LastOrDefault() != place) broken.Add(place);
            last[place] = RebuildAnswers.Last(change);
        }

        return (last, broken);
    }

    private static bool IsSame(Answer one, Answer other) =>
        (one.Value, one.CannotJudge, one.Version, one.AtUtc) == (other.Value, other.CannotJudge, other.Version, other.AtUtc);

    private static async Task<string> NameAsync(PortalDb db, (ReadingSlotId Slot, QuestionId Question) place, CancellationToken cancellationToken)
    {
        var found = await (
            from slot in db.Set<ReadingSlot>().AsNoTracking()
            join reader in db.Set<StudyReader>() on slot.ReaderId equals reader.Id
            join study in db.Set<Study>() on slot.StudyId equals study.Id
            where slot.Id == place.Slot
            select new { reader.Code, slot.Position, study.Name }).FirstOrDefaultAsync(cancellationToken);
        var question = await db.Set<Question>().AsNoTracking().Where(q => q.Id == place.Question).Select(q => (int?)q.Position).FirstOrDefaultAsync(cancellationToken);
        return found is null ? $"the answer at the place {place.Slot}" : $"the answer of {found.Code} at place {found.Position} to question {question} of the study '{found.Name}'";
    }
}
