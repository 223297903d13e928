using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Audit;

public sealed class ListAuditEvents(IDbContextFactory<PortalDb> databases)
{
    /// <param name="filter">Part of the actor, action, subject or details, in any case; empty for all.</param>
    /// <param name="page">From 0.</param>
    /// <param name="size">Events per page.</param>
    public async Task<AuditEventPage> ExecuteAsync(string filter, int page, int size, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var matching = db.Set<AuditEvent>().AsNoTracking();
        if (!string.IsNullOrWhiteSpace(filter))
        {
            var pattern = AnyCase.Pattern(filter.Trim());
            matching = matching.Where(e =>
                EF.Functions.Like(AnyCase.Lower(e.Actor), pattern, "\\") || EF.Functions.Like(AnyCase.Lower(e.Action), pattern, "\\")
                || EF.Functions.Like(AnyCase.Lower(e.Subject), pattern, "\\") || EF.Functions.Like(AnyCase.Lower(e.Details), pattern, "\\"));
        }

        var total = await matching.CountAsync(cancellationToken);
        var events = await matching.OrderByDescending(e => e.Sequence).Skip(page * size).Take(size).ToListAsync(cancellationToken);
        return new AuditEventPage(events, total);
    }
}
