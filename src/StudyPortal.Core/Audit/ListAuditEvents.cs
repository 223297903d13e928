using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Audit;

public sealed class ListAuditEvents(IDbContextFactory<PortalDb> databases)
{
    /// <param name="filter">Part of the actor, action, subject or details, in any case; of an account, part of the name it has now. Empty for all.</param>
    /// <param name="page">From 0.</param>
    /// <param name="size">Events per page.</param>
    public async Task<AuditEventPage> ExecuteAsync(string filter, int page, int size, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var matching = db.Set<AuditEvent>().AsNoTracking();
        if (!string.IsNullOrWhiteSpace(filter))
        {
            var pattern = AnyCase.Pattern(filter.Trim());
            var named = await NamedLikeAsync(db, pattern, cancellationToken);
            matching = matching.Where(e =>
                EF.Functions.Like(AnyCase.Lower(e.Actor), pattern, "\\") || EF.Functions.Like(AnyCase.Lower(e.Action), pattern, "\\")
                || EF.Functions.Like(AnyCase.Lower(e.Subject), pattern, "\\") || EF.Functions.Like(AnyCase.Lower(e.Details), pattern, "\\")
                || named.Contains(e.Actor) || named.Contains(e.Subject));
        }

        var total = await matching.CountAsync(cancellationToken);
        var events = await matching.OrderByDescending(e => e.Sequence).Skip(page * size).Take(size).ToListAsync(cancellationToken);
        return new AuditEventPage(await NamedAsync(db, events, cancellationToken), total);
    }

    /// <summary>The same events with the names that their accounts and invitations have now.</summary>
    internal static async Task<IReadOnlyList<AuditEntry>> NamedAsync(PortalDb db, IReadOnlyList<AuditEvent> events, CancellationToken cancellationToken)
    {
        var accounts = IdsAfter(AuditTrail.AccountPrefix, events);
        var invitations = IdsAfter(Invitation.AuditPrefix, events).Select(InvitationId.From).ToList();
        var names = await db.Users.AsNoTracking().Where(account => accounts.Contains(account.Id))
            .ToDictionaryAsync(account => AuditTrail.Subject(account.Id), account => account.UserName!, cancellationToken);
        foreach (var invitation in await db.Set<Invitation>().AsNoTracking().Where(i => invitations.Contains(i.Id) && i.Email != "").ToListAsync(cancellationToken))
            names[invitation.AuditSubject] = invitation.Email;
        return [.. events.Select(e => new AuditEntry(e.Sequence, e.AtUtc, names.GetValueOrDefault(e.Actor, e.Actor), e.Action, names.GetValueOrDefault(e.Subject, e.Subject), e.Details))];
    }

    private static List<Guid> IdsAfter(string prefix, IReadOnlyList<AuditEvent> events) =>
    [
        .. events.SelectMany(e => (string[])[e.Actor, e.Subject]).Distinct()
            .Where(text => text.StartsWith(prefix, StringComparison.Ordinal) && Guid.TryParse(text.AsSpan(prefix.Length), out _))
            .Select(text => Guid.Parse(text.AsSpan(prefix.Length))),
    ];

    /// <summary>How the log names the accounts and invitations whose name or address is like that.</summary>
    private static async Task<List<string>> NamedLikeAsync(PortalDb db, string pattern, CancellationToken cancellationToken)
    {
        var accounts = await db.Users.AsNoTracking()
            .Where(account => EF.Functions.Like(AnyCase.Lower(account.UserName!), pattern, "\\") || EF.Functions.Like(AnyCase.Lower(account.DisplayName), pattern, "\\"))
            .Select(account => account.Id).ToListAsync(cancellationToken);
        var invitations = await db.Set<Invitation>().AsNoTracking().Where(invitation => EF.Functions.Like(AnyCase.Lower(invitation.Email), pattern, "\\")).ToListAsync(cancellationToken);
        return [.. accounts.Select(AuditTrail.Subject), .. invitations.Select(invitation => invitation.AuditSubject)];
    }
}
