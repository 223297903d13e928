using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Audit;

/// <summary>Walks the whole chain.</summary>
public sealed class VerifyAuditTrail(IDbContextFactory<PortalDb> databases)
{
    public async Task<AuditVerdict> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await WalkAsync(db, cancellationToken);
    }

    internal static async Task<AuditVerdict> WalkAsync(PortalDb db, CancellationToken cancellationToken)
    {
        var chain = new AuditChain();
        await foreach (var e in db.Set<AuditEvent>().AsNoTracking().OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancellationToken))
            if (chain.Follow(e) is { } broken) return new AuditVerdict.Broken(chain.Events, broken);
        return new AuditVerdict.Intact(chain.Events, chain.LastHash);
    }
}
