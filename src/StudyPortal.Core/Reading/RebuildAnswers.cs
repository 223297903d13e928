using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>Makes the current answers of a study again from their events, which are the truth.</summary>
public sealed class RebuildAnswers(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <returns>How many answers there are now.</returns>
    public async Task<int> ExecuteAsync(StudyId study, string actor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(study, cancellationToken);
        var slots = db.Set<ReadingSlot>().Where(s => s.StudyId == study).Select(s => s.Id);
        await db.Set<Answer>().Where(a => slots.Contains(a.SlotId)).ExecuteDeleteAsync(cancellationToken);
        var events = await db.Set<AnswerEvent>().AsNoTracking().Where(e => slots.Contains(e.SlotId)).ToListAsync(cancellationToken);
        var answers = events.GroupBy(e => (e.SlotId, e.QuestionId)).Select(changes => Last(changes.MaxBy(e => e.Version)!)).ToList();
        db.AddRange(answers);
        await AuditTrail.AppendAsync(
            db, clock.GetUtcNow().UtcDateTime, actor, "reading.answers-rebuilt", $"study {study}", $"{answers.Count} answers", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return answers.Count;
    }

    internal static Answer Last(AnswerEvent change) => new()
    {
        SlotId = change.SlotId,
        QuestionId = change.QuestionId,
        Value = change.NewValue,
        CannotJudge = change.NewCannotJudge,
        Version = change.Version,
        AtUtc = change.AtUtc,
    };
}
