using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Takes accounts into a study as its next readers. In an open study each gets an order of his own at once; no other order changes.</summary>
public sealed class AddReaders(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public Task<StudyOutcome> ExecuteAsync(StudyId study, IReadOnlyList<Guid> accounts, string actor, CancellationToken cancellationToken)
    {
        var audit = new StudyAudit(actor, "studies.readers-added", string.Join(", ", accounts));
        return StudyChange.RunAsync(databases, clock, study, audit, (db, found, now) => AddAsync(db, found, accounts, now, cancellationToken), cancellationToken);
    }

    private static async Task<IReadOnlyList<string>?> AddAsync(
        PortalDb db, Study study, IReadOnlyList<Guid> accounts, DateTime now, CancellationToken cancellationToken)
    {
        if (!StudyLifecycle.TakesReaders(study.State)) return [$"This study is {StudyLifecycle.Word(study.State)}; it takes no more readers."];
        var known = await KnownReadersAsync(db, accounts, cancellationToken);
        if (known < accounts.Distinct().Count()) return ["Only accounts with the role Reader can read; invite the person as a reader first."];

        var present = await db.Set<StudyReader>().Where(r => r.StudyId == study.Id).ToListAsync(cancellationToken);
        foreach (var returning in present.Where(r => accounts.Contains(r.AccountId) && r.RemovedUtc is not null)) (returning.RemovedUtc, returning.JoinedUtc) = (null, now);
        var added = accounts.Distinct().Except(present.Select(r => r.AccountId)).Select((account, index) => new StudyReader
        {
            Id = StudyReaderId.New(),
            StudyId = study.Id,
            AccountId = account,
            Code = StudyReader.CodeOf(present.Count + index + 1),
            JoinedUtc = now,
        }).ToList();
        db.AddRange(added);
        if (StudyLifecycle.IsFrozen(study.State)) await OrderAsync(db, study, [.. added, .. present.Where(r => accounts.Contains(r.AccountId))], cancellationToken);
        return null;
    }

    private static Task<int> KnownReadersAsync(PortalDb db, IReadOnlyList<Guid> accounts, CancellationToken cancellationToken) => (
        from membership in db.UserRoles
        join role in db.Roles on membership.RoleId equals role.Id
        where role.Name == Roles.Reader && accounts.Contains(membership.UserId)
        select membership.UserId).CountAsync(cancellationToken);

    private static async Task OrderAsync(PortalDb db, Study study, IReadOnlyList<StudyReader> readers, CancellationToken cancellationToken)
    {
        var frozen = await FrozenDesign.ReadAsync(db, study, cancellationToken);
        var isPilot = study.State == StudyState.Pilot;
        foreach (var reader in readers)
        {
            if (await db.Set<ReadingSlot>().AnyAsync(s => s.ReaderId == reader.Id && s.IsPilot == isPilot, cancellationToken)) continue;
            db.AddRange(frozen.OrderOf(study, reader, isPilot));
            reader.BeginAgain();
        }
    }
}
