using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Verification;

/// <summary>
/// Looks through a whole portal, which may be in use, and changes nothing: the database as it is at one moment with all that must hold in it,
/// then every file of the blob store.
/// </summary>
public sealed class VerifyPortal(IDbContextFactory<PortalDb> databases, DataRoot root, BlobStore blobs, TimeProvider clock)
{
    /// <param name="progress">What is looked at now, in words.</param>
    /// <param name="cancellationToken">Looked at between rows and files.</param>
    /// <exception cref="InvalidOperationException">There is no portal, or it has the schema of another version.</exception>
    public async Task<PortalVerdict> ExecuteAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        var begun = clock.GetUtcNow().UtcDateTime;
        var findings = new List<Finding>();
        AuditVerdict audit;
        BlobReferences? references;
        long events;
        string schema;
        await using (var store = await ReadOnlyStore.OpenAsync(databases, root, cancellationToken))
        {
            schema = await SchemaAsync(store.Db, cancellationToken);
            foreach (var check in Checks)
            {
                progress(check.Title);
                await RunAsync(check, store.Db, findings, cancellationToken);
            }

            audit = await AuditAsync(store.Db, findings, progress, cancellationToken);
            events = await store.Db.Set<AnswerEvent>().LongCountAsync(cancellationToken);
            references = await BlobReferences.ReadAsync(store.Db, cancellationToken);
        }

        var walk = new BlobWalk(root, blobs, begun);
        await walk.ExecuteAsync(references, findings, progress, cancellationToken);
        await ForgetReleasedAsync(findings, cancellationToken);
        var (count, last) = audit is AuditVerdict.Intact intact ? (intact.Events, intact.LastHash) : (((AuditVerdict.Broken)audit).AtSequence - 1, "");
        return new PortalVerdict(SoftwareVersion.Current, schema, begun, count, last, events, walk.Files, walk.Encrypted, walk.Bytes, findings);
    }

    private IReadOnlyList<Check> Checks { get; } =
    [
        new DatabaseCheck(), new SplitsCheck(), new AnswersCheck(), new OrdersCheck(), new PlansCheck(), new SignaturesCheck(), new AnalysisSetsCheck(blobs),
    ];

    private static async Task RunAsync(Check check, PortalDb db, List<Finding> findings, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var finding in check.FindAsync(db, cancellationToken)) findings.Add(finding);
        }
        catch (DbException unreadable)
        {
            findings.Add(new Finding(FindingKind.DatabaseDamaged, $"{check.Title}: {unreadable.Message.TrimEnd('.')}"));
        }
    }

    private static async Task<AuditVerdict> AuditAsync(PortalDb db, List<Finding> findings, Action<string> progress, CancellationToken cancellationToken)
    {
        progress("the audit trail");
        var verdict = await VerifyAuditTrail.WalkAsync(db, cancellationToken);
        if (verdict is AuditVerdict.Broken broken) findings.Add(new Finding(FindingKind.AuditBroken, $"the audit trail: {broken.Reason}"));
        return verdict;
    }

    /// <summary>While the files were read the portal went on: a file that nothing names any more was rightly removed.</summary>
    private async Task ForgetReleasedAsync(List<Finding> findings, CancellationToken cancellationToken)
    {
        if (!findings.Any(finding => finding.Kind == FindingKind.BlobMissing)) return;
        await using var store = await ReadOnlyStore.OpenAsync(databases, root, cancellationToken);
        var now = await BlobReferences.ReadAsync(store.Db, cancellationToken);
        findings.RemoveAll(finding => finding.Kind == FindingKind.BlobMissing && !now.Required.Any(hash => finding.What.Contains(hash, StringComparison.Ordinal)));
    }

    private static async Task<string> SchemaAsync(PortalDb db, CancellationToken cancellationToken)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        var known = db.Database.GetMigrations().ToList();
        if (applied.Except(known).LastOrDefault() is { } newer)
            throw new InvalidOperationException($"The database has the schema {newer}, which this version ({SoftwareVersion.Current}) does not know. Verify it with the version that runs the portal.");
        if (known.Except(applied).Any())
            throw new InvalidOperationException($"The database has the schema {applied.LastOrDefault() ?? "of no version"}, older than this version's ({known[^1]}). Verify it with the version that runs the portal, or start the portal once.");
        return applied[^1];
    }
}
