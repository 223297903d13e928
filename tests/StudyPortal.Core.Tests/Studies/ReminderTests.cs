using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Reminders;
using StudyPortal.Core.Tests.Reading;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Studies;

public sealed class ReminderTests
{
    private const string Portal = "https://portal.example";
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_mail_server_the_text_is_there_to_be_sent_by_hand_and_noted()
    {
        await using var room = await Room.OpenAsync();
        await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(5)) with { Viewing = new Viewing(30_000, 0) });
        await SetAsync(room, new StudySettings { Deadline = new DateOnly(2026, 11, 20) });
        var reminders = room.Portal.Get<RemindReaders>();

        var letters = await reminders.ComposeAsync(room.Study, Portal, Token);

        Assert.False(reminders.Sends);
        Assert.Equal(["reader1@demo.invalid", "reader2@demo.invalid"], letters.Select(l => l.Address));
        Assert.Equal("Maps of three models: 1 of 18 cases rated", letters[0].Subject);
        Assert.Contains("Please rate the other 17 by 2026-11-20 (UTC). At your pace so far that is about 9 minutes", letters[0].Text, StringComparison.Ordinal);
        Assert.Contains($"{Portal}/read/{room.Study}", letters[0].Text, StringComparison.Ordinal);
        Assert.Empty(await reminders.SendDueAsync(Portal, Token));
        await reminders.NoteAsync(room.Study, letters, "admin", Token);
        Assert.Equal(2, (await LastAsync(room)).Count);
    }

    [Fact]
    public async Task A_letter_is_in_the_language_in_which_its_reader_last_opened_a_study()
    {
        await using var room = await Room.OpenAsync();
        await room.Portal.Get<RememberLanguage>().ExecuteAsync(room.Reader, "de", Token);
        await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(5)) with { Viewing = new Viewing(30_000, 0) });
        await SetAsync(room, new StudySettings { Deadline = new DateOnly(2026, 11, 20) });

        var letters = await room.Portal.Get<RemindReaders>().ComposeAsync(room.Study, Portal, Token);

        Assert.Equal("Maps of three models: 1 von 18 Fällen bewertet", letters[0].Subject);
        Assert.Contains("Bitte bewerten Sie die übrigen 17 bis 2026-11-20 (UTC). Bei Ihrem bisherigen Tempo sind das etwa 9 Minuten.", letters[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("you", letters[0].Text, StringComparison.Ordinal);
        Assert.Equal("Maps of three models: 0 of 18 cases rated", letters[1].Subject);
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task A_letter_is_not_given_to_a_server_whose_certificate_nobody_vouches_for(SmtpSecurity security)
    {
        await using var room = await Room.OpenAsync();
        await using var server = Connect(room, security);

        var sent = await room.Portal.Get<RemindReaders>().SendAsync(room.Study, Portal, "admin", Token);

        Assert.All(sent, letter => Assert.Contains("certificate", letter.Problem, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(2, server.Handshakes);
        Assert.Empty(server.Letters);
    }

    [Fact]
    public async Task A_letter_reaches_the_mail_server_and_is_stored_and_audited_with_its_time()
    {
        await using var room = await Room.OpenAsync();
        await using var server = Connect(room);

        var sent = await room.Portal.Get<RemindReaders>().SendAsync(room.Study, Portal, "admin", Token);

        Assert.All(sent, letter => Assert.Null(letter.Problem));
        Assert.Equal(2, server.Letters.Count);
        Assert.Contains("To: ", server.Letters.First(), StringComparison.Ordinal);
        Assert.Contains("From: study@example.org", server.Letters.First(), StringComparison.Ordinal);
        Assert.Contains("Subject: Maps of three models: 0 of 18 cases rated", server.Letters.First(), StringComparison.Ordinal);
        Assert.Equal([(ReminderCause.Asked, room.Now, ""), (ReminderCause.Asked, room.Now, "")], (await LastAsync(room)).Select(r => (r.Cause, r.AtUtc, r.Problem)));
        await using var db = room.Portal.OpenDb();
        Assert.Equal(
            ["R1, Asked", "R2, Asked"],
            await db.Set<AuditEvent>().Where(e => e.Action == "studies.reader-reminded").OrderBy(e => e.Sequence).Select(e => e.Details).ToListAsync(Token));
    }

    [Fact]
    public async Task A_refusing_server_is_named_stops_no_other_letter_and_gets_it_again_the_next_time()
    {
        await using var room = await Room.OpenAsync();
        await using var server = Connect(room);
        server.Refused = "reader1";

        var sent = await room.Portal.Get<RemindReaders>().SendAsync(room.Study, Portal, "admin", Token);

        Assert.Contains($"The mail server 127.0.0.1:{server.Port} did not take the letter to reader1@demo.invalid: ", sent[0].Problem, StringComparison.Ordinal);
        Assert.Contains("no such mailbox", sent[0].Problem, StringComparison.Ordinal);
        Assert.Null(sent[1].Problem);
        Assert.Equal([sent[0].Problem, ""], (await LastAsync(room)).Select(r => r.Problem));

        server.Refused = "";
        room.Portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal([sent[0].Letter.ReaderId], (await room.Portal.Get<RemindReaders>().SendDueAsync(Portal, Token)).Select(s => s.Letter.ReaderId));
        Assert.Equal(2, server.Letters.Count);
        Assert.Equal([(room.Now, ""), (room.Now.AddHours(-1), "")], (await LastAsync(room)).Select(r => (r.AtUtc, r.Problem)));
        Assert.Empty(await room.Portal.Get<RemindReaders>().SendDueAsync(Portal, Token));
    }

    [Fact]
    public async Task A_letter_that_failed_in_a_pilot_is_tried_again_in_the_pilot_at_the_address_that_the_reader_has_then()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = SampleWorld.Done(await portal.Get<CreateStudy>().ExecuteAsync(world.Design() with { Settings = new StudySettings { RemindSilentDays = 1 } }, "admin", Token));
        SampleWorld.Done(await portal.Get<AddReaders>().ExecuteAsync(study, [world.Accounts["reader1"], world.Accounts["reader2"]], "admin", Token));
        SampleWorld.Done(await portal.Get<StartPilot>().ExecuteAsync(study, 2, "admin", null, Token));
        await using var server = MailServer.For(portal.Get<IOptions<SmtpSettings>>().Value);
        server.Refused = "reader1";
        await portal.Get<RemindReaders>().SendAsync(study, Portal, "admin", Token);
        await using var db = portal.OpenDb();
        var account = world.Accounts["reader1"];
        await db.Users.Where(u => u.Id == account).ExecuteUpdateAsync(u => u.SetProperty(a => a.Email, "moved@example.org"), Token);
        portal.Clock.Advance(TimeSpan.FromDays(2));

        server.Refused = "";
        var again = await portal.Get<RemindReaders>().SendDueAsync(Portal, Token);

        Assert.Equal([("R1", "moved@example.org", null)], again.Select(s => (s.Letter.Code, s.Letter.Address, s.Problem)));
        Assert.Equal(
            [("moved@example.org", ""), ("reader2@demo.invalid", "")],
            (await db.Set<Reminder>().AsNoTracking().OrderBy(r => r.Address).ToListAsync(Token)).Select(r => (r.Address, r.Problem)));
        Assert.Empty(await portal.Get<RemindReaders>().SendDueAsync(Portal, Token));
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls, "STARTTLS")]
    [InlineData(SmtpSecurity.None, "refused")]
    public async Task A_server_without_encryption_or_none_at_all_is_a_clear_message(SmtpSecurity security, string expected)
    {
        await using var room = await Room.OpenAsync();
        var server = Connect(room);
        room.Portal.Get<IOptions<SmtpSettings>>().Value.Security = security;
        if (security == SmtpSecurity.None) await server.DisposeAsync();

        var sent = await room.Portal.Get<RemindReaders>().SendAsync(room.Study, Portal, "admin", Token);

        Assert.All(sent, letter => Assert.Contains(expected, letter.Problem, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(server.Letters);
        if (security != SmtpSecurity.None) await server.DisposeAsync();
    }

    [Fact]
    public async Task A_silent_reader_is_reminded_after_the_days_that_the_study_sets_and_again_after_as_many()
    {
        await using var room = await Room.OpenAsync();
        await using var server = Connect(room);
        await SetAsync(room, new StudySettings { RemindSilentDays = 2 });
        room.Portal.Clock.Advance(TimeSpan.FromDays(1));
        await room.Portal.Get<ShowSlot>().ExecuteAsync(room.Session.Places[0].Id, room.Reader, Token);
        var reminded = new List<string>();
        for (var day = 2; day <= 6; day++)
        {
            room.Portal.Clock.Advance(TimeSpan.FromDays(1));
            for (var hour = 0; hour < 3; hour++)
                reminded.AddRange((await room.Portal.Get<RemindReaders>().SendDueAsync(Portal, Token)).Select(s => $"day {day} {s.Letter.Code}"));
        }

        Assert.Equal(["day 2 R2", "day 3 R1", "day 4 R2", "day 5 R1", "day 6 R2"], reminded);
    }

    [Fact]
    public async Task Before_the_deadline_each_reader_who_is_not_done_is_reminded_once()
    {
        await using var room = await Room.OpenAsync();
        await using var server = Connect(room);
        foreach (var place in Enumerable.Range(0, 18)) await room.SubmitAsync(room.Submission(place, AnswerValue.Scored(1)));
        // It is 1 November, 20:00.
        await SetAsync(room, new StudySettings { Deadline = new DateOnly(2026, 11, 7), RemindDaysBefore = 4 });
        var reminded = new List<string>();
        for (var day = 1; day <= 9; day++)
        {
            reminded.AddRange((await room.Portal.Get<RemindReaders>().SendDueAsync(Portal, Token)).Select(s => $"{day} November {s.Letter.Code}"));
            room.Portal.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(["3 November R2"], reminded);
    }

    [Fact]
    public async Task Nobody_is_reminded_of_a_paused_study()
    {
        await using var room = await Room.OpenAsync();
        await using var server = Connect(room);
        await SetAsync(room, new StudySettings { RemindSilentDays = 1 });
        SampleWorld.Done(await room.Portal.Get<PauseStudy>().ExecuteAsync(room.Study, "admin", Token));
        room.Portal.Clock.Advance(TimeSpan.FromDays(5));

        Assert.Empty(await room.Portal.Get<RemindReaders>().SendDueAsync(Portal, Token));
        Assert.Empty(await room.Portal.Get<RemindReaders>().ComposeAsync(room.Study, Portal, Token));
    }

    [Theory]
    [InlineData("", 0, "", "", SmtpSecurity.None, 0)]
    [InlineData("mail.example.org", 587, "", "study@example.org", SmtpSecurity.None, 0)]
    [InlineData("mail.example.org", 0, "", "nobody", SmtpSecurity.None, 2)]
    [InlineData("mail.example.org", 587, "me", "study@example.org", SmtpSecurity.None, 1)]
    [InlineData("mail.example.org", 587, "me", "study@example.org", SmtpSecurity.StartTls, 0)]
    public void Settings_that_cannot_work_are_named(string host, int port, string user, string from, SmtpSecurity security, int problems) =>
        Assert.Equal(problems, new SmtpSettings { Host = host, Port = port, User = user, From = from, Security = security }.Problems().Count());

    private static MailServer Connect(Room room, SmtpSecurity security = SmtpSecurity.None) =>
        MailServer.For(room.Portal.Get<IOptions<SmtpSettings>>().Value, security);

    private static async Task<IReadOnlyList<LastReminder>> LastAsync(Room room)
    {
        var readers = (await room.Portal.Get<ReadBoard>().ExecuteAsync(room.Study, Token))!.Select(r => r.Id).ToList();
        return [.. (await room.Portal.Get<ListReminders>().ExecuteAsync(room.Study, Token)).OrderBy(r => readers.IndexOf(r.ReaderId))];
    }

    private static async Task SetAsync(Room room, StudySettings settings)
    {
        var study = (await room.Portal.Get<ReadStudy>().ExecuteAsync(room.Study, Token))!;
        SampleWorld.Done(await room.Portal.Get<EditStudy>().ExecuteAsync(room.Study, new StudyEdit(study.Name, study.Instructions, settings), "admin", Token));
    }
}
