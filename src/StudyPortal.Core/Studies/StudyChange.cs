using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>One administrator's change of one study and its audit event, in one transaction.</summary>
internal static class StudyChange
{
    /// <param name="databases">Where the study is.</param>
    /// <param name="study">Which one.</param>
    /// <param name="audit">When, who and what, for the log.</param>
    /// <param name="change">Changes what it is given and returns null, or returns why it is refused.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public static async Task<StudyOutcome> RunAsync(
        IDbContextFactory<PortalDb> databases, StudyId study, StudyAudit audit,
        Func<PortalDb, Study, Task<IReadOnlyList<string>?>> change, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var found = await db.Set<Study>().SingleOrDefaultAsync(s => s.Id == study, cancellationToken);
        if (found is null) return Refused("There is no such study.");
        if (await change(db, found) is { } reasons) return new StudyOutcome.Refused(reasons);
        await AuditTrail.AppendAsync(db, audit.AtUtc, audit.Actor, audit.Action, $"study {study}", audit.Details, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new StudyOutcome.Done(study);
    }

    public static Task<StudyOutcome> MoveAsync(
        IDbContextFactory<PortalDb> databases, StudyId study, StudyState next, StudyAudit audit, CancellationToken cancellationToken) =>
        RunAsync(databases, study, audit, (_, found) => Task.FromResult(found.MoveTo(next, audit.AtUtc)), cancellationToken);

    public static StudyOutcome.Refused Refused(string reason) => new([reason]);
}

/// <summary>What the audit log will say of a change.</summary>
internal sealed record StudyAudit(DateTime AtUtc, string Actor, string Action, string Details = "");
