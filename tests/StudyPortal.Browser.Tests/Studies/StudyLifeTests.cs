using Microsoft.Playwright;
using StudyPortal.Browser.Tests.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Browser.Tests.Studies;

public sealed class StudyLifeTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_draft_is_verified_tried_in_a_pilot_and_then_opened()
    {
        var study = await DraftAsync("Tried before it is read");
        var admin = await fixture.EnterAsync("admin");
        await admin.GotoAsync($"/studies/{study}");
        await Assertions.Expect(admin.Locator("[data-check=Files]")).ToContainTextAsync("not verified yet");
        await ClickAsync(admin, "Verify the files");
        await Assertions.Expect(admin.Locator("[data-check=Files]")).ToContainTextAsync("42 files verified");
        await admin.GetByLabel("Pilot cases").FillAsync("2");
        await ClickAsync(admin, "Start a pilot");
        await ClickAsync(admin, "Start and freeze");
        await Assertions.Expect(Rated(admin)).ToHaveTextAsync("0 / 6");
        await Assertions.Expect(admin.GetByText("2 readers must have scored the same 2 cases")).ToBeVisibleAsync();

        var reader = await fixture.EnterAsync("reader1");
        await reader.GotoAsync("/read");
        await Assertions.Expect(reader.GetByText("(pilot)")).ToBeVisibleAsync();
        await reader.GetByRole(AriaRole.Region, new() { Name = "Tried before it is read" }).GetByRole(AriaRole.Link, new() { Name = "Begin reading" }).ClickAsync();
        await Room.PassDisplayCheckAsync(reader);
        await Room.AtAsync(reader, 1);
        await reader.Keyboard.PressAsync("2");
        await Assertions.Expect(Rated(admin)).ToHaveTextAsync("1 / 6");
        await PortalFixture.KeepPictureAsync(admin, "study-pilot");

        await ClickAsync(admin, "End the pilot and open");
        await ClickAsync(admin, "Open for reading");
        await Assertions.Expect(Rated(admin)).ToHaveTextAsync("0 / 18");
        await reader.Context.CloseAsync();
        await admin.Context.CloseAsync();
    }

    [Fact]
    public async Task A_copy_opens_on_its_own_page_and_a_draft_can_be_deleted()
    {
        var study = await DraftAsync("To be copied");
        var admin = await fixture.EnterAsync("admin");
        await admin.GotoAsync($"/studies/{study}");
        await ClickAsync(admin, "Copy the study");
        await Assertions.Expect(admin.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("To be copied (copy)");
        await Assertions.Expect(admin.GetByLabel("Name of the copy")).ToHaveValueAsync("To be copied (copy) (copy)");
        await Assertions.Expect(admin.Locator("tr[data-reader=R1]")).ToBeVisibleAsync();

        await ClickAsync(admin, "Delete…");
        await ClickAsync(admin, "Delete for good");

        await admin.WaitForURLAsync("**/studies");
        await Assertions.Expect(admin.GetByRole(AriaRole.Link, new() { Name = "To be copied", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(admin.GetByText("To be copied (copy)")).ToHaveCountAsync(0);
        await admin.Context.CloseAsync();
    }

    [Fact]
    public async Task A_template_that_is_downloaded_makes_a_study_again_and_another_file_says_what_is_wrong()
    {
        var study = await DraftAsync("To be a template");
        var admin = await fixture.EnterAsync("admin");
        await admin.GotoAsync($"/studies/{study}");
        var download = await admin.RunAndWaitForDownloadAsync(() => admin.GetByRole(AriaRole.Link, new() { Name = "Download the template" }).ClickAsync());
        var file = await download.PathAsync();

        await admin.GotoAsync("/studies");
        await admin.GetByLabel("Template (JSON)").SetInputFilesAsync(new FilePayload { Name = "notes.json", MimeType = "application/json", Buffer = "{}"u8.ToArray() });
        await Assertions.Expect(admin.GetByRole(AriaRole.Alert)).ToContainTextAsync("no study template");
        await Assertions.Expect(admin.GetByRole(AriaRole.Alert)).Not.ToContainTextAsync("StudyPortal.");
        await admin.GetByLabel("Name, if another than in the file").FillAsync("From the template");
        await admin.GetByLabel("Template (JSON)").SetInputFilesAsync(file);

        await Assertions.Expect(admin.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("From the template");
        await admin.Context.CloseAsync();
    }

    [Fact]
    public async Task Settings_are_saved_or_refused_in_plain_view_and_a_reminder_is_shown_to_be_sent_by_hand()
    {
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("With a deadline"), "reader1");
        var admin = await fixture.EnterAsync("admin");
        await admin.GotoAsync($"/studies/{study}");
        await admin.GetByLabel("Deadline (last day, UTC)").FillAsync("2099-12-24");
        await admin.GetByLabel("Most cases in one sitting").FillAsync("40");
        await ClickAsync(admin, "Save the settings");
        await Assertions.Expect(admin.GetByText("Deadline 2099-12-24")).ToBeVisibleAsync();

        await admin.GetByLabel("Deadline (last day, UTC)").FillAsync("");
        await admin.GetByLabel("Remind before the deadline, days").FillAsync("2");
        await ClickAsync(admin, "Save the settings");
        await Assertions.Expect(admin.GetByText("Reminders before the deadline need a deadline.")).ToBeInViewportAsync();

        await ClickAsync(admin, "Remind those who are not done");
        await Assertions.Expect(admin.GetByLabel("reader1@demo.invalid")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("rate all 18 by 2099-12-24"));
        await ClickAsync(admin, "I have sent them");
        await Assertions.Expect(admin.GetByText("asked for by an administrator")).ToBeVisibleAsync();
        await admin.ReloadAsync();
        await Assertions.Expect(admin.GetByLabel("Most cases in one sitting")).ToHaveValueAsync("40");
        await admin.Context.CloseAsync();
    }

    private static ILocator Rated(IPage page) => page.Locator("tr[data-reader=R1] [data-answered]");

    private static Task ClickAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private async Task<StudyId> DraftAsync(string name)
    {
        var study = SampleWorld.Done(await fixture.Get<CreateStudy>().ExecuteAsync(fixture.World.Design(name), "admin", CancellationToken.None));
        return SampleWorld.Done(await fixture.Get<AddReaders>().ExecuteAsync(study, [fixture.World.Accounts["reader1"]], "admin", CancellationToken.None));
    }
}
