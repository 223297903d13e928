using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>
/// Places that a reader rated for the first time, each less than two hours after the one before; a sitting is over two hours after
/// its last. Corrections neither count nor prolong it. A clock that was set back ends it like a break: a time ahead must not keep anybody
/// from reading until the clock has caught up.
/// </summary>
/// <param name="Rated">How many places belong to the sitting that is going on; 0 where none is.</param>
/// <param name="Left">After this time without a further place it is over.</param>
public readonly record struct Sitting(int Rated, TimeSpan Left)
{
    public static readonly TimeSpan Gap = TimeSpan.FromHours(2);

    /// <summary>Nothing older is read: this is asked while nobody else can write.</summary>
    internal static Task<Sitting> OfAsync(PortalDb db, StudyReaderId reader, DateTime now, CancellationToken cancellationToken) =>
        OfAsync(FirstAnswers(db, reader).AsAsyncEnumerable(), now, cancellationToken);

    /// <param name="newestFirst">When places were rated.</param>
    /// <param name="now">When it is.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    internal static async Task<Sitting> OfAsync(IAsyncEnumerable<DateTime> newestFirst, DateTime now, CancellationToken cancellationToken)
    {
        var (rated, next, left) = (0, now, TimeSpan.Zero);
        await foreach (var time in newestFirst.WithCancellation(cancellationToken))
        {
            if ((next - time).Duration() >= Gap) break;
            if (rated == 0) left = Gap - (now - time).Duration();
            (rated, next) = (rated + 1, time);
        }

        return new Sitting(rated, left);
    }

    /// <summary>Of each place, newest first. The account leads to the index that has this person's answers in their order.</summary>
    private static IQueryable<DateTime> FirstAnswers(PortalDb db, StudyReaderId reader) => db.Set<AnswerEvent>()
        .Where(change => change.AccountId == db.Set<StudyReader>().Where(r => r.Id == reader).Select(r => r.AccountId).FirstOrDefault()
            && change.Version == 1 && db.Set<ReadingSlot>().Any(slot => slot.Id == change.SlotId && slot.ReaderId == reader)
            && !db.Set<AnswerEvent>().Any(earlier => earlier.SlotId == change.SlotId && earlier.Version == 1 && earlier.Id < change.Id))
        .OrderByDescending(change => change.Id)
        .Select(change => change.AtUtc);
}
