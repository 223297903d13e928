using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>One administrator's change of one study and its audit event, in one transaction.</summary>
internal static class StudyChange
{
    /// <param name="databases">Where the study is.</param>
    /// <param name="clock">Read inside the transaction, so that the times of the log are in its order.</param>
    /// <param name="study">Which one.</param>
    /// <param name="audit">Who and what, for the log.</param>
    /// <param name="change">Changes what it is given, at the time that it is given, and returns null, or returns why it is refused.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public static async Task<StudyOutcome> RunAsync(
        IDbContextFactory<PortalDb> databases, TimeProvider clock, StudyId study, StudyAudit audit,
        Func<PortalDb, Study, DateTime, Task<IReadOnlyList<string>?>> change, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(study, cancellationToken);
        var found = await db.Set<Study>().SingleOrDefaultAsync(s => s.Id == study, cancellationToken);
        if (found is null) return Refused("There is no such study.");
        var now = clock.GetUtcNow().UtcDateTime;
        if (await change(db, found, now) is { } reasons) return new StudyOutcome.Refused(reasons);
        await AuditTrail.AppendAsync(db, now, audit.Actor, audit.Action, $"study {study}", audit.Details, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new StudyOutcome.Done(study);
    }

    public static Task<StudyOutcome> MoveAsync(
        IDbContextFactory<PortalDb> databases, TimeProvider clock, StudyId study, StudyState next, StudyAudit audit, CancellationToken cancellationToken) =>
        RunAsync(databases, clock, study, audit, (_, found, now) => Task.FromResult(found.MoveTo(next, now)), cancellationToken);

    public static StudyOutcome.Refused Refused(string reason) => new([reason]);
}

/// <summary>What the audit log will say of a change.</summary>
internal sealed record StudyAudit(string Actor, string Action, string Details = "")
{
    /// <summary>Read after the change, which may find what there is to tell.</summary>
    public string Details { get; set; } = Details;
}
