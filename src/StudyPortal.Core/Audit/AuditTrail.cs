using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Audit;

/// <summary>Appends to the audit log inside the transaction of the change it records: both are there, or neither.</summary>
internal static class AuditTrail
{
    public const string AccountPrefix = "account ";

    public static readonly string Genesis = new('0', 64);

    /// <summary>Adds the next event of the chain; the caller's transaction must have been begun by <see cref="WriteTransactions"/> as a writer of the whole portal, and saves it.</summary>
    public static async Task AppendAsync(
        PortalDb db, DateTime atUtc, string actor, string action, string subject, string details, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("An audit event belongs to the transaction of what it records: begin one first.");
        var accounts = await AccountsAsync(db, [actor, subject], cancellationToken);
        var last = db.Set<AuditEvent>().Local.MaxBy(e => e.Sequence)
            ?? await db.Set<AuditEvent>().AsNoTracking().OrderByDescending(e => e.Sequence).FirstOrDefaultAsync(cancellationToken);
        var unsealed = new AuditEvent
        {
            Sequence = (last?.Sequence ?? 0) + 1,
            AtUtc = atUtc,
            Actor = accounts.GetValueOrDefault(actor, actor),
            Action = action,
            Subject = accounts.GetValueOrDefault(subject, subject),
            Details = details,
            PreviousHash = last?.Hash ?? Genesis,
            Hash = "",
        };
        db.Add(Sealed(unsealed));
    }

    /// <summary>An account as the log holds it: a name in the chain could never be erased again. The page shows the name that it has now.</summary>
    public static string Subject(Guid account) => $"{AccountPrefix}{account}";

    /// <summary>By user name, what stands for it.</summary>
    private static async Task<Dictionary<string, string>> AccountsAsync(PortalDb db, string[] names, CancellationToken cancellationToken)
    {
        var normalised = names.Select(name => name.ToUpperInvariant()).ToList();
        return await db.Users.AsNoTracking().Where(account => normalised.Contains(account.NormalizedUserName!))
            .ToDictionaryAsync(account => account.UserName!, account => Subject(account.Id), cancellationToken);
    }

    private static AuditEvent Sealed(AuditEvent e) => new()
    {
        Sequence = e.Sequence,
        AtUtc = e.AtUtc,
        Actor = e.Actor,
        Action = e.Action,
        Subject = e.Subject,
        Details = e.Details,
        PreviousHash = e.PreviousHash,
        Hash = e.ComputeHash(),
    };
}
