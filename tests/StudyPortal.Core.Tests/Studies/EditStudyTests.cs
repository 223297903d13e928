using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Studies;

public sealed class EditStudyTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_changes_its_name_instructions_and_settings()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        var study = SampleWorld.Done(await portal.Get<CreateStudy>().ExecuteAsync(world.Design(), "admin", Token));
        var settings = new StudySettings
        {
            Deadline = new DateOnly(2026, 12, 24), MaxPerSitting = 40, BreakAfterMinutes = 25, SilentDays = 5, RemindDaysBefore = 7, RemindSilentDays = 4,
        };

        SampleWorld.Done(await portal.Get<EditStudy>().ExecuteAsync(study, new StudyEdit(" Another name ", "Look twice.", settings), "admin", Token));

        var after = (await portal.Get<ReadStudy>().ExecuteAsync(study, Token))!;
        Assert.Equal(("Another name", "Look twice.", settings), (after.Name, after.Instructions, after.Settings));
    }

    [Fact]
    public async Task The_audit_tells_what_was_and_what_is_and_nothing_else()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        var study = SampleWorld.Done(await portal.Get<CreateStudy>().ExecuteAsync(world.Design(), "admin", Token));
        var edit = new StudyEdit("Maps of three models", "Rate each map by itself.", new StudySettings { Deadline = new DateOnly(2026, 12, 24), MaxPerSitting = 40 });
        var edits = portal.Get<EditStudy>();

        SampleWorld.Done(await edits.ExecuteAsync(study, edit, "admin", Token));
        SampleWorld.Done(await edits.ExecuteAsync(study, edit with { Name = " Maps of three models " }, "admin", Token));
        SampleWorld.Done(await edits.ExecuteAsync(study, edit with { Name = "Another name", Instructions = "Look twice.", Settings = edit.Settings with { MaxPerSitting = null, SilentDays = 5 } }, "admin", Token));
        SampleWorld.Done(await edits.ExecuteAsync(
            study, new StudyEdit("Another name", "Look twice.", new StudySettings { Deadline = new DateOnly(2027, 1, 6), SilentDays = 5, BreakAfterMinutes = 25, RemindDaysBefore = 7, RemindSilentDays = 4 }), "admin", Token));

        await using var db = portal.OpenDb();
        Assert.Equal(
            [
                "deadline: none -> 2026-12-24; cases in one sitting: none -> 40",
                "nothing changed",
                "name: Maps of three models -> Another name; instructions: Rate each map by itself. -> Look twice.; cases in one sitting: 40 -> none; days until silent: 3 -> 5",
                "deadline: 2026-12-24 -> 2027-01-06; minutes until a break: none -> 25; reminder days before the deadline: none -> 7; reminder days of silence: none -> 4",
            ],
            await db.Set<AuditEvent>().Where(e => e.Action == "studies.edited").OrderBy(e => e.Sequence).Select(e => e.Details).ToListAsync(Token));
    }

    [Fact]
    public async Task Once_open_only_the_settings_change_and_once_closed_nothing()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenStudyAsync(world.Design(), "reader1");
        var edit = new StudyEdit("Maps of three models", "Rate each map by itself.", new StudySettings { MaxPerSitting = 10 });

        SampleWorld.Done(await portal.Get<EditStudy>().ExecuteAsync(study, edit, "admin", Token));
        var renamed = Assert.IsType<StudyOutcome.Refused>(await portal.Get<EditStudy>().ExecuteAsync(study, edit with { Instructions = "Rate high." }, "admin", Token));
        Assert.Contains("cannot change because the study is open", Assert.Single(renamed.Reasons), StringComparison.Ordinal);

        SampleWorld.Done(await portal.Get<CloseStudy>().ExecuteAsync(study, "admin", Token));
        Assert.IsType<StudyOutcome.Refused>(await portal.Get<EditStudy>().ExecuteAsync(study, edit, "admin", Token));
    }

    [Fact]
    public async Task Settings_that_cannot_be_and_a_taken_name_are_refused_each_with_its_reason()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        SampleWorld.Done(await portal.Get<CreateStudy>().ExecuteAsync(world.Design("Taken"), "admin", Token));
        var study = SampleWorld.Done(await portal.Get<CreateStudy>().ExecuteAsync(world.Design(), "admin", Token));
        var settings = new StudySettings { MaxPerSitting = 0, BreakAfterMinutes = 0, SilentDays = 0, RemindDaysBefore = 2, RemindSilentDays = 0 };

        var refused = Assert.IsType<StudyOutcome.Refused>(await portal.Get<EditStudy>().ExecuteAsync(study, new StudyEdit("Taken", "", settings), "admin", Token));

        Assert.Equal(6, refused.Reasons.Distinct().Count());
        Assert.Contains("Reminders before the deadline need a deadline.", refused.Reasons);
        Assert.Contains("There is already a study named 'Taken'; choose another name.", refused.Reasons);
    }

    [Fact]
    public async Task A_draft_is_deleted_with_all_it_has_and_its_audit_stays()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        var study = SampleWorld.Done(await portal.Get<CreateStudy>().ExecuteAsync(world.Design(), "admin", Token));
        SampleWorld.Done(await portal.Get<AddReaders>().ExecuteAsync(study, [world.Accounts["reader1"]], "admin", Token));

        SampleWorld.Done(await portal.Get<DeleteDraft>().ExecuteAsync(study, "admin", Token));

        await using var db = portal.OpenDb();
        Assert.Equal((0, 0, 0, 0), (
            await db.Set<Study>().CountAsync(Token), await db.Set<Question>().CountAsync(Token), await db.Set<StudyArm>().CountAsync(Token), await db.Set<StudyReader>().CountAsync(Token)));
        var last = await db.Set<AuditEvent>().OrderByDescending(e => e.Sequence).FirstAsync(Token);
        Assert.Equal(("studies.draft-deleted", "Maps of three models"), (last.Action, last.Details));
    }

    [Fact]
    public async Task What_was_opened_is_never_deleted()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenStudyAsync(world.Design(), "reader1");

        Assert.IsType<StudyOutcome.Refused>(await portal.Get<DeleteDraft>().ExecuteAsync(study, "admin", Token));
        Assert.NotNull(await portal.Get<ReadStudy>().ExecuteAsync(study, Token));
    }
}
