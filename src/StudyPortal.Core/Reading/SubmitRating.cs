using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>Stores one rating of one reader. The answer and its event are committed together before the outcome is told.</summary>
public sealed class SubmitRating(IDbContextFactory<PortalDb> databases, TimeProvider clock, ReadingFeed feed)
{
    public async Task<SubmitOutcome> ExecuteAsync(RatingSubmission submission, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var own = await OwnSlot.FindAsync(db, submission.SlotId, submission.AccountId, cancellationToken);
        if (own is null || !await db.Set<Question>().AnyAsync(q => q.Id == submission.QuestionId && q.StudyId == own.Study.Id, cancellationToken))
            return new SubmitOutcome.NotFound();
        if (await ReplayAsync(db, submission, cancellationToken) is { } earlier) return earlier;
        if (own.Refusal is { } refusal) return refusal;

        var answer = await db.Set<Answer>().FindAsync([submission.SlotId, submission.QuestionId], cancellationToken);
        if ((answer?.Version ?? 0) != submission.ExpectedVersion) return new SubmitOutcome.Conflict(answer?.Rating, answer?.Version ?? 0);

        if (answer is null && await SittingOverAsync(db, own, cancellationToken) is { } enough) return enough;

        var saved = Store(db, own, answer, submission);
        await db.SaveChangesAsync(cancellationToken);
        var counts = await ReadingCounts.OfReaderAsync(db, own.Reader.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(ReadingProgress.Of(own.Reader, counts));
        return saved;
    }

    /// <summary>Limits further places only: one that is begun can be finished, and any answer changed.</summary>
    private async Task<SubmitOutcome.Refused?> SittingOverAsync(PortalDb db, OwnSlot own, CancellationToken cancellationToken)
    {
        if (own.Study.Settings.MaxPerSitting is not { } most || await db.Set<Answer>().AnyAsync(a => a.SlotId == own.Slot.Id, cancellationToken)) return null;
        return await Sitting.RatedAsync(db, own.Reader.Id, clock.GetUtcNow().UtcDateTime, cancellationToken) < most
            ? null
            : new SubmitOutcome.Refused($"That is enough for now: this study takes {most} cases in one sitting. Go on after a break of {Sitting.Gap.TotalHours:0} hours.");
    }

    private SubmitOutcome.Saved Store(PortalDb db, OwnSlot own, Answer? answer, RatingSubmission submission)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (answer is null) db.Add(answer = new Answer { SlotId = submission.SlotId, QuestionId = submission.QuestionId });
        var reason = answer.Version == 0 ? "" : "changed by the reader";
        db.Add(answer.Change(submission.Rating, new AnswerSource(submission.IdempotencyKey, submission.AccountId, now, submission.ActiveMilliseconds, reason)));
        own.Reader.LastSeenUtc = now;
        return new SubmitOutcome.Saved(answer.Version, answer.AtUtc);
    }

    private static async Task<SubmitOutcome?> ReplayAsync(PortalDb db, RatingSubmission submission, CancellationToken cancellationToken)
    {
        var stored = await db.Set<AnswerEvent>().AsNoTracking().SingleOrDefaultAsync(e => e.IdempotencyKey == submission.IdempotencyKey, cancellationToken);
        if (stored is null) return null;
        var same = stored.SlotId == submission.SlotId && stored.QuestionId == submission.QuestionId
            && stored.NewScore == submission.Rating.Score && stored.AccountId == submission.AccountId;
        return same
            ? new SubmitOutcome.Saved(stored.Version, stored.AtUtc)
            : new SubmitOutcome.Refused("This key was used for another rating; make a new key for each.");
    }
}
