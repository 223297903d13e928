using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Reports.Files;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Reminders;

namespace StudyPortal.Core.Accounts;

/// <summary>All that the portal holds of one person, as a zip of CSV and JSON files; secrets, such as the hash of a password, stay here.</summary>
public sealed partial class ExportPerson(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Readable = new(PortalJson.Options) { WriteIndented = true };

    /// <summary>Null when there is no such account.</summary>
    /// <param name="actor">Who takes it: the person himself, or an administrator.</param>
    public async Task<ReportFile?> ExecuteAsync(Guid accountId, string actor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == accountId, cancellationToken) is not { } account) return null;
        List<ReportFile> files =
        [
            await AccountAsync(db, account, cancellationToken),
            await StudiesAsync(db, accountId, cancellationToken),
            await AnswersAsync(db, accountId, cancellationToken),
            await ChecksAsync(db, accountId, cancellationToken),
            await SignaturesAsync(db, accountId, cancellationToken),
            await RemindersAsync(db, accountId, cancellationToken),
            await EventsAsync(db, account, cancellationToken),
        ];
        foreach (var (type, property) in AccountTables.Personal(db))
            if (await AccountTables.RowsAsync(db, type, property, accountId, cancellationToken) is [_, ..] rows) files.Add(Json($"{type.ClrType.Name.Split('`')[0]}.json", rows.Select(Shown)));
        await AuditTrail.AppendAsync(db, clock.GetUtcNow().UtcDateTime, actor, "account.data-exported", account.UserName!, "", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ReportFile("my-data.zip", "application/zip", DeterministicZip.Write(files));
    }

    private static async Task<ReportFile> AccountAsync(PortalDb db, Account account, CancellationToken cancellationToken)
    {
        var roles = await (from held in db.UserRoles join role in db.Roles on held.RoleId equals role.Id where held.UserId == account.Id select role.Name).ToListAsync(cancellationToken);
        var invitations = await db.Set<Invitation>().AsNoTracking().Where(i => i.AccountId == account.Id || i.Email == account.Email)
            .Select(i => new { i.Email, i.Role, i.InvitedBy, i.CreatedUtc, i.ExpiresUtc, i.UsedUtc, i.RevokedUtc }).ToListAsync(cancellationToken);
        var properties = db.Entry(account).Properties.ToDictionary(value => value.Metadata.Name, value => value.CurrentValue);
        return Json("account.json", new { Account = Shown(properties), Roles = roles, Invitations = invitations });
    }

    private static async Task<ReportFile> StudiesAsync(PortalDb db, Guid account, CancellationToken cancellationToken)
    {
        var rows = await (
            from reader in db.Set<StudyReader>().AsNoTracking()
            join study in db.Set<Study>() on reader.StudyId equals study.Id
            where reader.AccountId == account
            orderby study.Name
            select new { study.Id, study.Name, reader.Code, reader.JoinedUtc, reader.LastSeenUtc, reader.RemovedUtc, reader.FurthestPosition }).ToListAsync(cancellationToken);
        using var csv = new CsvText("study", "name", "reader", "joined", "last_seen", "removed", "furthest_place");
        foreach (var row in rows) csv.Add(row.Id, row.Name, row.Code, row.JoinedUtc, row.LastSeenUtc, row.RemovedUtc, row.FurthestPosition);
        return Csv("studies.csv", csv);
    }

    /// <summary>Every answer and every change of it.</summary>
    private static async Task<ReportFile> AnswersAsync(PortalDb db, Guid account, CancellationToken cancellationToken)
    {
        var rows = await (
            from change in db.Set<AnswerEvent>().AsNoTracking()
            join slot in db.Set<ReadingSlot>() on change.SlotId equals slot.Id
            join reader in db.Set<StudyReader>() on slot.ReaderId equals reader.Id
            join question in db.Set<Question>() on change.QuestionId equals question.Id
            where reader.AccountId == account
            orderby change.Id
            select new { reader.StudyId, slot.Position, question.Prompt, Change = change }).ToListAsync(cancellationToken);
        using var csv = new CsvText("study", "place", "question", "at", "version", "value", "cannot_judge", "reason", "milliseconds", "map_milliseconds", "screen", "view");
        foreach (var row in rows)
            csv.Add(row.StudyId, row.Position, row.Prompt, row.Change.AtUtc, row.Change.Version, row.Change.NewValue, row.Change.NewCannotJudge, row.Change.Reason, row.Change.ActiveMilliseconds, row.Change.MapMilliseconds, row.Change.ScreenJson, row.Change.ViewJson);
        return Csv("answers.csv", csv);
    }

    private static async Task<ReportFile> ChecksAsync(PortalDb db, Guid account, CancellationToken cancellationToken)
    {
        using var csv = new CsvText("study", "at", "sees_dark", "sees_bright", "screen");
        foreach (var (study, check) in await OfReaderAsync(db, account, db.Set<DisplayCheck>(), check => check.ReaderId, cancellationToken))
            csv.Add(study, check.AtUtc, check.SeesDark, check.SeesBright, check.ScreenJson);
        return Csv("display-checks.csv", csv);
    }

    private static async Task<ReportFile> SignaturesAsync(PortalDb db, Guid account, CancellationToken cancellationToken)
    {
        using var csv = new CsvText("study", "at", "by", "answers_sha256", "voided");
        foreach (var (study, signature) in await OfReaderAsync(db, account, db.Set<ReadingSignature>(), signature => signature.ReaderId, cancellationToken))
            csv.Add(study, signature.AtUtc, signature.Method, signature.AnswersHash, signature.VoidedUtc);
        return Csv("signatures.csv", csv);
    }

    private static async Task<ReportFile> RemindersAsync(PortalDb db, Guid account, CancellationToken cancellationToken)
    {
        using var csv = new CsvText("study", "at", "cause", "address", "problem");
        foreach (var (study, reminder) in await OfReaderAsync(db, account, db.Set<Reminder>(), reminder => reminder.ReaderId, cancellationToken))
            csv.Add(study, reminder.AtUtc, reminder.Cause, reminder.Address, reminder.Problem);
        return Csv("reminders.csv", csv);
    }

    /// <summary>What the person did and what was done to the account; events of earlier versions name the person.</summary>
    private static async Task<ReportFile> EventsAsync(PortalDb db, Account account, CancellationToken cancellationToken)
    {
        List<string> names = [AuditTrail.Subject(account.Id), account.UserName!];
        var events = await db.Set<AuditEvent>().AsNoTracking().Where(e => names.Contains(e.Actor) || names.Contains(e.Subject)).OrderBy(e => e.Sequence).ToListAsync(cancellationToken);
        using var csv = new CsvText("number", "at", "who", "action", "to_what", "details");
        foreach (var e in events) csv.Add(e.Sequence, e.AtUtc, e.Actor, e.Action, e.Subject, e.Details);
        return Csv("audit.csv", csv);
    }

    private static async Task<IReadOnlyList<(StudyId Study, T Row)>> OfReaderAsync<T>(
        PortalDb db, Guid account, DbSet<T> rows, System.Linq.Expressions.Expression<Func<T, StudyReaderId>> reader, CancellationToken cancellationToken) where T : class
    {
        var found = await db.Set<StudyReader>().AsNoTracking().Where(r => r.AccountId == account)
            .Join(rows.AsNoTracking(), r => r.Id, reader, (r, row) => new { r.StudyId, Row = row }).ToListAsync(cancellationToken);
        return [.. found.Select(pair => (pair.StudyId, pair.Row))];
    }

    private static IReadOnlyDictionary<string, object?> Shown(IReadOnlyDictionary<string, object?> row) =>
        row.Where(value => !Secret().IsMatch(value.Key)).ToDictionary(value => value.Key, value => value.Value);

    private static ReportFile Json(string name, object content) => new(name, "application/json", JsonSerializer.SerializeToUtf8Bytes(content, Readable));

    private static ReportFile Csv(string name, CsvText csv) => new(name, "text/csv; charset=utf-8", csv.ToBytes());

    /// <summary>Of no use to the person, and of some to whoever finds the file: what proves who somebody is.</summary>
    [GeneratedRegex("Hash|Stamp|Secret|PublicKey|^Value$")]
    private static partial Regex Secret();
}
