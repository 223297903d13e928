using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies.Reminders;

/// <summary>Writes to the readers of a study who are not done: by mail where a server is configured, else as text to send by hand.</summary>
public sealed class RemindReaders(IDbContextFactory<PortalDb> databases, SmtpPost post, TimeProvider clock)
{
    /// <summary>Actor in the audit log when nobody asked.</summary>
    internal const string Automatic = "portal";

    /// <summary>Whether letters are sent; else they are only composed.</summary>
    public bool Sends => post.IsConfigured;

    /// <summary>A letter to each reader of an open study, or one in pilot, who is not done; none is sent.</summary>
    /// <param name="id">Which study.</param>
    /// <param name="portal">The address that readers open, without a slash at the end.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<Letter>> ComposeAsync(StudyId id, string portal, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Study>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is { } study
            ? await ComposeAsync(db, study, portal, clock.GetUtcNow().UtcDateTime, cancellationToken)
            : [];
    }

    /// <summary>Sends such letters now. One that the server refuses stops no other and is tried again by the portal.</summary>
    public async Task<IReadOnlyList<SentLetter>> SendAsync(StudyId id, string portal, string actor, CancellationToken cancellationToken)
    {
        var results = new List<SentLetter>();
        foreach (var letter in await ComposeAsync(id, portal, cancellationToken))
            results.Add(await SendAsync(id, letter, ReminderCause.Asked, actor, cancellationToken));
        return results;
    }

    /// <summary>Notes letters that a person has sent by hand.</summary>
    public async Task NoteAsync(StudyId id, IReadOnlyList<Letter> letters, string actor, CancellationToken cancellationToken)
    {
        foreach (var letter in letters) await KeepAsync(id, letter, ReminderCause.Asked, problem: null, actor, cancellationToken);
    }

    /// <summary>Sends what is due by the settings of the open studies, and what could not be delivered before; in a pilot only the latter.</summary>
    public async Task<IReadOnlyList<SentLetter>> SendDueAsync(string portal, CancellationToken cancellationToken)
    {
        if (!post.IsConfigured) return [];
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var turn = await HostTurn.TryTakeAsync(db, HostTask.Reminders, cancellationToken);
        if (turn is null) return [];
        var results = new List<SentLetter>();
        foreach (var (study, letter, cause) in await DueAsync(portal, cancellationToken))
            results.Add(await SendAsync(study, letter, cause, Automatic, cancellationToken));
        return results;
    }

    private async Task<List<(StudyId Study, Letter Letter, ReminderCause Cause)>> DueAsync(string portal, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var due = new List<(StudyId, Letter, ReminderCause)>();
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var study in await db.Set<Study>().AsNoTracking().Where(s => (s.State == StudyState.Open || s.State == StudyState.Pilot) && !s.IsSimulated).ToListAsync(cancellationToken))
        {
            var readers = await db.Set<StudyReader>().AsNoTracking().Where(r => r.StudyId == study.Id).ToDictionaryAsync(r => r.Id, cancellationToken);
            var reminders = (await db.Set<Reminder>().AsNoTracking().Where(r => r.StudyId == study.Id).ToListAsync(cancellationToken)).ToLookup(r => r.ReaderId);
            foreach (var letter in await ComposeAsync(db, study, portal, now, cancellationToken))
            {
                var asked = reminders[letter.ReaderId].Any(r => r is { Cause: ReminderCause.Asked, Problem.Length: > 0 }) ? ReminderCause.Asked : (ReminderCause?)null;
                var delivered = reminders[letter.ReaderId].Where(r => r.Problem.Length == 0).ToList();
                var unasked = study.State == StudyState.Open ? ReminderRules.Cause(study, readers[letter.ReaderId], delivered, now) : null;
                if ((asked ?? unasked) is { } cause) due.Add((study.Id, letter, cause));
            }
        }
        return due;
    }

    private static async Task<IReadOnlyList<Letter>> ComposeAsync(
        PortalDb db, Study study, string portal, DateTime now, CancellationToken cancellationToken)
    {
        if (!StudyLifecycle.IsRead(study.State) || study.IsSimulated) return [];
        var rows = await ReadBoard.OfAsync(db, study, now, cancellationToken);
        var waiting = rows.Where(r => !r.IsRemoved && r.Answered < r.Total).ToList();
        var accounts = waiting.Select(r => r.AccountId).ToList();
        var mailboxes = await db.Users.AsNoTracking().Where(a => accounts.Contains(a.Id) && a.Email != null)
            .ToDictionaryAsync(a => a.Id, a => (a.Email!, a.Language), cancellationToken);
        return [.. waiting.Where(r => mailboxes.ContainsKey(r.AccountId)).Select(r => Letter.Of(study, r, mailboxes[r.AccountId], portal))];
    }

    private async Task<SentLetter> SendAsync(StudyId id, Letter letter, ReminderCause cause, string actor, CancellationToken cancellationToken)
    {
        var problem = await post.SendAsync(letter, cancellationToken);
        await KeepAsync(id, letter, cause, problem, actor, CancellationToken.None);
        return new SentLetter(letter, problem);
    }

    /// <summary>A letter that failed before is the same reminder when it is tried again.</summary>
    private async Task KeepAsync(StudyId id, Letter letter, ReminderCause cause, string? problem, string actor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var reminder = await db.Set<Reminder>().FirstOrDefaultAsync(r => r.ReaderId == letter.ReaderId && r.Problem != "", cancellationToken);
        if (reminder is null) db.Add(reminder = new Reminder { StudyId = id, ReaderId = letter.ReaderId });
        (reminder.Cause, reminder.Address, reminder.AtUtc, reminder.Problem) = (cause, letter.Address, now, problem ?? "");
        if (problem is null)
            await AuditTrail.AppendAsync(db, now, actor, "studies.reader-reminded", $"study {id}", $"{letter.Code}, {cause}", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
