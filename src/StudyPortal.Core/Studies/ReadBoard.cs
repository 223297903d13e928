using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Where each reader of a study is, as the database has it now.</summary>
public sealed class ReadBoard(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    private static readonly TimeSpan OnlineFor = TimeSpan.FromMinutes(2);

    /// <summary>Null when there is no such study.</summary>
    public async Task<IReadOnlyList<ReaderProgress>?> ExecuteAsync(StudyId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var study = await db.Set<Study>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
        return study is null ? null : await OfAsync(db, study, clock.GetUtcNow().UtcDateTime, cancellationToken);
    }

    internal static async Task<IReadOnlyList<ReaderProgress>> OfAsync(PortalDb db, Study study, DateTime now, CancellationToken cancellationToken)
    {
        var readers = await (
            from reader in db.Set<StudyReader>().AsNoTracking()
            join account in db.Set<Account>() on reader.AccountId equals account.Id
            where reader.StudyId == study.Id
            select new
            {
                Reader = reader, account.DisplayName,
                SignedUtc = ReadingSignature.Standing(db).Where(s => s.ReaderId == reader.Id).Select(s => (DateTime?)s.AtUtc).SingleOrDefault(),
            }).ToListAsync(cancellationToken);
        var counts = (await ReadingCounts.PerReaderAsync(db, db.Set<StudyReader>().Where(r => r.StudyId == study.Id), cancellationToken)).ToDictionary(c => c.ReaderId);
        var inPilot = study.State == StudyState.Pilot;
        var rated = (await RatedPlace.ListAsync(db, db.Set<ReadingSlot>().Where(s => s.StudyId == study.Id && s.IsPilot == inPilot), cancellationToken)).ToLookup(p => p.ReaderId);
        return [.. readers.OrderBy(r => r.Reader.Number).Select(r => Row(study, r.Reader, r.DisplayName, counts[r.Reader.Id], [.. rated[r.Reader.Id]], now) with { SignedUtc = r.SignedUtc })];
    }

    private static ReaderProgress Row(Study study, StudyReader reader, string name, ReadingCounts counts, IReadOnlyList<RatedPlace> rated, DateTime now)
    {
        var pace = ReaderPace.Of(rated, now);
        var left = counts.Total - counts.Answered;
        DateTime? finish = left > 0 && pace.PerDay is { } perDay ? now.AddDays(left / perDay) : null;
        return new ReaderProgress(
            reader.Id, reader.AccountId, reader.Code, name, reader.CurrentPosition, counts.Answered, counts.Total,
            pace.MedianSeconds, pace.RecentSeconds, pace.PerDay, reader.LastSeenUtc, (now - reader.LastSeenUtc)?.Duration() < OnlineFor, finish,
            reader.RemovedUtc is null && left > 0 ? ReaderAlarms.Of(study, reader, finish, left, now) : [], reader.RemovedUtc is not null);
    }
}
