using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Reminders;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Accounts;

/// <summary>A person can be given what the portal holds of him, and be forgotten without his ratings being lost.</summary>
public sealed class PrivacyTests : IAsyncLifetime
{
    private const string Email = "grace.hopper@hospital.example";
    private const string Name = "Dr. Grace Hopper";
    private const string Password = "crimson heron under 47 lamps";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private TestPortal _portal = null!;
    private Guid _account;
    private StudyId _study;

    public async ValueTask InitializeAsync()
    {
        _portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(_portal.Services);
        var invited = (InviteOutcome.Created)await Get<InviteAccount>().ExecuteAsync(Email, Roles.Reader, "admin@demo.invalid", Stop);
        _account = ((AcceptOutcome.Accepted)await Get<AcceptInvitation>().ExecuteAsync(invited.Token, Name, "", Password, Stop)).AccountId;
        _study = SampleWorld.Done(await Get<CreateStudy>().ExecuteAsync(world.Design(), "admin@demo.invalid", Stop));
        SampleWorld.Done(await Get<AddReaders>().ExecuteAsync(_study, [_account], "admin@demo.invalid", Stop));
        SampleWorld.Done(await Get<OpenStudy>().ExecuteAsync(_study, "admin@demo.invalid", Stop));
        await Get<RecordDisplayCheck>().ExecuteAsync(_study, _account, new ScreenFacts(1440, 900, 1), true, true, Stop);
        var session = (await Get<ReadSession>().ExecuteAsync(_study, _account, Stop))!;
        foreach (var place in session.Places)
        {
            await Get<ShowSlot>().ExecuteAsync(place.Id, _account, Stop);
            Assert.IsType<SubmitOutcome.Saved>(await Get<SubmitAnswer>().ExecuteAsync(SampleWorld.Scored(session, place, _account, 3), Stop));
        }

        Assert.Equal(SignOutcome.Done, await Get<SignReading>().ByPasswordAsync(_study, _account, Password, Stop));
        await Get<SaveKeys>().ExecuteAsync(_account, new Dictionary<string, string> { ["0"] = "q" }, Stop);
        await AddReminderAsync();
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Who_is_erased_is_named_nowhere_in_the_store_and_his_ratings_signature_and_the_audit_chain_stay()
    {
        await using var db = _portal.OpenDb();
        var (answers, signature) = (await db.Set<AnswerEvent>().CountAsync(Stop), await db.Set<ReadingSignature>().SingleAsync(Stop));

        var erased = Assert.IsType<EraseOutcome.Erased>(await Get<EraseIdentity>().ExecuteAsync(_account, "admin@demo.invalid", Stop));

        Assert.Equal("Former reader 1", erased.Pseudonym);
        Assert.Empty(await PlacesThatNameAsync("grace", "hopper"));
        Assert.Equal((answers, signature.AnswersHash), (await db.Set<AnswerEvent>().CountAsync(Stop), await ReadingSignature.HashAsync(db, signature.ReaderId, Stop)));
        Assert.IsType<AuditVerdict.Intact>(await Get<VerifyAuditTrail>().ExecuteAsync(Stop));
        var last = (await Get<ListAuditEvents>().ExecuteAsync("account.erased", 0, 1, Stop)).Events.Single();
        Assert.Equal(("admin@demo.invalid", "former-1@erased.invalid"), (last.Actor, last.Subject));
    }

    [Fact]
    public async Task Who_is_erased_cannot_sign_in_again_and_no_second_time_be_erased_or_enabled()
    {
        await Get<EraseIdentity>().ExecuteAsync(_account, "admin@demo.invalid", Stop);

        await using var scope = _portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = (await users.FindByIdAsync(_account.ToString()))!;
        Assert.True(await users.IsLockedOutAsync(account));
        Assert.False(await users.HasPasswordAsync(account));
        Assert.Empty(await users.GetLoginsAsync(account));
        Assert.Null(await users.FindByEmailAsync(Email));
        Assert.False(await Get<DisableAccount>().ExecuteAsync(_account, false, "admin@demo.invalid", Stop));
        Assert.IsType<EraseOutcome.Refused>(await Get<EraseIdentity>().ExecuteAsync(_account, "admin@demo.invalid", Stop));
    }

    [Fact]
    public async Task Nobody_erases_himself()
    {
        Assert.IsType<EraseOutcome.Refused>(await Get<EraseIdentity>().ExecuteAsync(_account, Email, Stop));

        Assert.NotEmpty(await PlacesThatNameAsync("grace"));
    }

    [Fact]
    public async Task The_copy_holds_all_that_is_known_of_the_person_and_no_secret()
    {
        var file = (await Get<ExportPerson>().ExecuteAsync(_account, Email, Stop))!;

        var entries = Read(file.Content);
        Assert.Superset(new HashSet<string> { "account.json", "studies.csv", "answers.csv", "display-checks.csv", "signatures.csv", "reminders.csv", "audit.csv", "ReaderKeys.json" }, entries.Keys.ToHashSet());
        Assert.Contains(Email, entries["account.json"], StringComparison.Ordinal);
        await using var db = _portal.OpenDb();
        Assert.Equal(await db.Set<AnswerEvent>().CountAsync(Stop), Rows(entries["answers.csv"]));
        Assert.Equal((1, 1, 1), (Rows(entries["signatures.csv"]), Rows(entries["display-checks.csv"]), Rows(entries["reminders.csv"])));
        Assert.Contains("account.created", entries["audit.csv"], StringComparison.Ordinal);
        var account = await db.Users.SingleAsync(a => a.Id == _account, Stop);
        Assert.All(entries.Values, text => Assert.DoesNotContain(account.PasswordHash!, text, StringComparison.Ordinal));
        Assert.All(entries.Values, text => Assert.DoesNotContain(account.SecurityStamp!, text, StringComparison.Ordinal));
        Assert.Equal("account.data-exported", (await Get<ListAuditEvents>().ExecuteAsync("", 0, 1, Stop)).Events.Single().Action);
    }

    [Fact]
    public async Task The_audit_log_holds_ids_and_shows_the_names_of_today()
    {
        await using var db = _portal.OpenDb();
        var stored = await db.Set<AuditEvent>().AsNoTracking().Select(e => e.Actor + e.Subject + e.Details).ToListAsync(Stop);
        Assert.DoesNotContain(stored, text => text.Contains('@', StringComparison.Ordinal));

        var shown = (await Get<ListAuditEvents>().ExecuteAsync("hopper", 0, 10, Stop)).Events;

        Assert.Equal([("account.created", Email), ("account.invited", Email)], shown.Select(e => (e.Action, e.Subject)));
    }

    [Fact]
    public async Task Addresses_of_invitations_and_reminders_go_when_they_are_as_old_as_the_setting_says()
    {
        var settings = new RetentionSettings { InvitationDays = 30, ReminderAddressDays = 60 };
        Assert.Equal((0, 0), await Get<ForgetExpired>().ExecuteAsync(settings, Stop));

        _portal.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal((1, 0), await Get<ForgetExpired>().ExecuteAsync(settings, Stop));
        _portal.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal((0, 1), await Get<ForgetExpired>().ExecuteAsync(settings, Stop));
        Assert.Equal((0, 0), await Get<ForgetExpired>().ExecuteAsync(new RetentionSettings { InvitationDays = 0, ReminderAddressDays = 0 }, Stop));
        Assert.IsType<AuditVerdict.Intact>(await Get<VerifyAuditTrail>().ExecuteAsync(Stop));
    }

    private async Task AddReminderAsync()
    {
        await using var db = _portal.OpenDb();
        var reader = await db.Set<StudyReader>().SingleAsync(Stop);
        db.Add(new Reminder { StudyId = _study, ReaderId = reader.Id, Address = Email, AtUtc = _portal.Clock.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync(Stop);
    }

    /// <summary>Every column of every table.</summary>
    private async Task<IReadOnlyList<string>> PlacesThatNameAsync(params string[] words)
    {
        await using var db = _portal.OpenDb();
        var found = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Where(type => !type.IsOwned()))
        foreach (var column in table.GetProperties())
        foreach (var word in words)
        {
            var sql = $"SELECT CAST(COUNT(*) AS INTEGER) AS \"Value\" FROM \"{table.GetTableName()}\" WHERE LOWER(CAST(\"{column.GetColumnName()}\" AS TEXT)) LIKE '%{word}%'";
            if (await db.Database.SqlQueryRaw<int>(sql).SingleAsync(Stop) > 0) found.Add($"{table.GetTableName()}.{column.GetColumnName()}");
        }

        return found;
    }

    private static Dictionary<string, string> Read(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return archive.Entries.ToDictionary(entry => entry.Name, entry =>
        {
            using var text = new StreamReader(entry.Open(), Encoding.UTF8);
            return text.ReadToEnd();
        });
    }

    private static int Rows(string csv) => csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1;

    private T Get<T>() where T : notnull => _portal.Get<T>();
}
