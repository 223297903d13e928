using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Audit;

/// <summary>Walks the whole chain.</summary>
public sealed class VerifyAuditTrail(IDbContextFactory<PortalDb> databases)
{
    public async Task<AuditVerdict> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var previous = AuditTrail.Genesis;
        long count = 0;
        await foreach (var e in db.Set<AuditEvent>().AsNoTracking().OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            count++;
            if (e.Sequence != count) return new AuditVerdict.Broken(count, $"event {count} is missing");
            if (e.PreviousHash != previous) return new AuditVerdict.Broken(count, $"event {count} does not follow event {count - 1}");
            if (e.ComputeHash() != e.Hash) return new AuditVerdict.Broken(count, $"event {count} was changed after it was written");
            previous = e.Hash;
        }

        return new AuditVerdict.Intact(count, previous);
    }
}
