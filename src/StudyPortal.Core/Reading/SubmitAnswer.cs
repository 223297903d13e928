using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Health;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>Stores one answer of one reader. The answer and its event are committed together before the outcome is told.</summary>
public sealed class SubmitAnswer(IDbContextFactory<PortalDb> databases, TimeProvider clock, ReadingFeed feed, PortalMeter meter)
{
    public async Task<SubmitOutcome> ExecuteAsync(AnswerSubmission submission, CancellationToken cancellationToken)
    {
        using var activity = PortalActivity.Start("answer submit");
        var started = clock.GetTimestamp();
        var outcome = await DecideAsync(submission, cancellationToken);
        activity?.SetTag("outcome", outcome.GetType().Name);
        if (outcome is SubmitOutcome.Saved) meter.AnswerStored(clock.GetElapsedTime(started));
        else meter.AnswerRefused(outcome.GetType().Name);
        return outcome;
    }

    private async Task<SubmitOutcome> DecideAsync(AnswerSubmission submission, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginAnsweringAsync(submission.SlotId, cancellationToken);
        var own = await OwnSlot.FindAsync(db, submission.SlotId, submission.AccountId, cancellationToken);
        if (own is null) return new SubmitOutcome.NotFound();
        var question = await db.Set<Question>().AsNoTracking().SingleOrDefaultAsync(q => q.Id == submission.QuestionId && q.StudyId == own.Study.Id, cancellationToken);
        if (question is null) return new SubmitOutcome.NotFound();
        if (await AnswerReading.ReadAsync(db, own, question, submission.Value, cancellationToken) is not { } value)
            return new SubmitOutcome.Invalid(AnswerReading.Expectation(question));
        if (await ReplayAsync(db, submission, value, cancellationToken) is { } earlier) return earlier;
        var answer = await db.Set<Answer>().FindAsync([submission.SlotId, submission.QuestionId], cancellationToken);
        if (await ObstacleAsync(db, own, question, answer, cancellationToken) is { } obstacle) return obstacle;
        if ((answer?.Version ?? 0) != submission.ExpectedVersion) return new SubmitOutcome.Conflict(answer?.Content, answer?.Version ?? 0);

        if (answer is null && await IsEnoughAsync(db, own, cancellationToken)) return new SubmitOutcome.Enough();

        var saved = Store(db, own, answer, value, submission);
        await db.SaveChangesAsync(cancellationToken);
        var counts = await ReadingCounts.OfReaderAsync(db, own.Reader.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(ReadingProgress.Of(own.Reader, counts));
        return saved;
    }

    private static async Task<SubmitOutcome?> ObstacleAsync(PortalDb db, OwnSlot own, Question question, Answer? answer, CancellationToken cancellationToken) =>
        own.Obstacle(answer is not null)
        ?? await AnswerReading.StepRefusalAsync(db, own, question, cancellationToken)
        ?? await AnswerReading.SignedRefusalAsync(db, own, cancellationToken);

    /// <summary>Limits further places only: one that is begun can be finished, and any answer changed.</summary>
    private async Task<bool> IsEnoughAsync(PortalDb db, OwnSlot own, CancellationToken cancellationToken) =>
        own.Study.Settings.MaxPerSitting is { } most
        && !await db.Set<Answer>().AnyAsync(a => a.SlotId == own.Slot.Id, cancellationToken)
        && (await Sitting.OfAsync(db, own.Reader.Id, clock.GetUtcNow().UtcDateTime, cancellationToken)).Rated >= most;

    private SubmitOutcome.Saved Store(PortalDb db, OwnSlot own, Answer? answer, AnswerValue value, AnswerSubmission submission)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (answer is null) db.Add(answer = new Answer { SlotId = submission.SlotId, QuestionId = submission.QuestionId });
        var reason = answer.Version == 0 ? "" : "changed by the reader";
        db.Add(answer.Change(value, new AnswerSource(submission.IdempotencyKey, submission.AccountId, now, submission.Viewing, reason)));
        own.Reader.LastSeenUtc = now;
        return new SubmitOutcome.Saved(answer.Version, answer.AtUtc);
    }

    private static async Task<SubmitOutcome?> ReplayAsync(PortalDb db, AnswerSubmission submission, AnswerValue value, CancellationToken cancellationToken)
    {
        var stored = await db.Set<AnswerEvent>().AsNoTracking().SingleOrDefaultAsync(e => e.IdempotencyKey == submission.IdempotencyKey, cancellationToken);
        if (stored is null) return null;
        var same = stored.SlotId == submission.SlotId && stored.QuestionId == submission.QuestionId
            && stored.NewValue == value.Json && stored.AccountId == submission.AccountId;
        return same
            ? new SubmitOutcome.Saved(stored.Version, stored.AtUtc)
            : new SubmitOutcome.Refused(Refusal.KeyUsed);
    }
}
