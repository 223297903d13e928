using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Accounts;

public sealed class ListInvitations(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <summary>Every invitation that did not become an account, newest first.</summary>
    public async Task<IReadOnlyList<InvitationSummary>> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var invitations = await db.Set<Invitation>().AsNoTracking()
            .Where(i => i.UsedUtc == null)
            .OrderByDescending(i => i.CreatedUtc)
            .ToListAsync(cancellationToken);
        return [.. invitations.Select(i => new InvitationSummary(i.Id, i.Email, i.Role, i.InvitedBy, i.CreatedUtc, i.ExpiresUtc, i.StateAt(now)))];
    }
}
