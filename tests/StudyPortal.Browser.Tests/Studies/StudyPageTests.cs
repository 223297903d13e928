using System.Globalization;
using Microsoft.Playwright;
using StudyPortal.Browser.Tests.Reading;

namespace StudyPortal.Browser.Tests.Studies;

public sealed class StudyPageTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task An_administrator_designs_opens_and_watches_a_study_and_closes_it()
    {
        var admin = await fixture.EnterAsync("admin");
        await admin.GotoAsync("/studies/new");
        await admin.GetByRole(AriaRole.Spinbutton, new() { Name = "Cases of Mass" }).FillAsync("2");
        await admin.GetByRole(AriaRole.Spinbutton, new() { Name = "Cases of Effusion" }).FillAsync("2");
        await admin.GetByLabel("Name of the study").FillAsync("Designed in the browser");
        await Assertions.Expect(admin.GetByText("12 maps per reader")).ToBeVisibleAsync();
        await PortalFixture.KeepPictureAsync(admin, "study-new");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Create the draft" }).ClickAsync();
        await Assertions.Expect(admin.GetByText("12 maps, one rendering")).ToBeVisibleAsync();
        await PortalFixture.KeepPictureAsync(admin, "study-draft");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Open for reading" }).ClickAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Open and freeze" }).ClickAsync();
        await Assertions.Expect(admin.Locator("tr[data-reader=R2] [data-answered]")).ToHaveTextAsync("0 / 12");

        var reader = await fixture.EnterAsync("reader2");
        await reader.GotoAsync("/read");
        await reader.GetByRole(AriaRole.Link, new() { Name = "Begin reading" }).ClickAsync();
        await Room.PassDisplayCheckAsync(reader);
        await Room.AtAsync(reader, 1);
        await reader.Keyboard.PressAsync("2");
        await Assertions.Expect(admin.Locator("tr[data-reader=R2] [data-answered]")).ToHaveTextAsync("1 / 12", new() { Timeout = 1500 });
        await PortalFixture.KeepPictureAsync(admin, "study-open");
        await admin.SetViewportSizeAsync(1024, 768);
        await PortalFixture.KeepPictureAsync(admin, "study-open-1024");

        await admin.GetByRole(AriaRole.Button, new() { Name = "Close…" }).ClickAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Close for good" }).ClickAsync();
        await admin.WaitForURLAsync("**/reports/*-*");
        await Assertions.Expect(admin.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Designed in the browser");
        await reader.Keyboard.PressAsync("4");
        await Assertions.Expect(reader.GetByText("Not saved: The study takes no ratings any more.")).ToBeVisibleAsync();
        await reader.Context.CloseAsync();
        await admin.Context.CloseAsync();
    }

    [Fact]
    public async Task The_wizard_says_what_is_missing_for_outcomes_and_how_much_there_is_to_read_with_calibration_repeats_and_controls()
    {
        var admin = await fixture.EnterAsync("admin");
        await admin.GotoAsync("/studies/new");
        await admin.GetByText("Outcomes, disagreement, calibration").ClickAsync();
        await admin.GetByLabel("Divide the cases by").SelectOptionAsync(new SelectOptionValue { Label = "outcomes of Zebra Standard" });
        await Assertions.Expect(admin.GetByText("Zebra Standard has no clean predictions on the test split of this data set; evaluate it there first")).ToBeVisibleAsync();
        await Assertions.Expect(admin.GetByRole(AriaRole.Spinbutton, new() { Name = "Cases of Mass, FP, high confidence" })).ToBeVisibleAsync();
        await PortalFixture.KeepPictureAsync(admin, "study-new-outcomes");
        await admin.GetByLabel("Divide the cases by").SelectOptionAsync(new SelectOptionValue { Label = "labels" });

        await FillAsync(admin, "Cases of Mass", 3);
        await FillAsync(admin, "Cases of Effusion", 3);
        await FillAsync(admin, "Cases to calibrate with", 2);
        await admin.GetByText("Shuffle, sessions, hidden controls").ClickAsync();
        await FillAsync(admin, "Sessions", 2);
        await FillAsync(admin, "Maps shown twice (self-agreement)", 1);
        await FillAsync(admin, "Controls: randomised weights", 2);
        await FillAsync(admin, "Controls: another patient's map", 1);
        await Assertions.Expect(admin.GetByText("28 maps per reader: 6 cases × 3 models + 6 to calibrate + 1 repeat + 3 hidden controls; 2 sessions of about 2 min at 10 s a map")).ToBeVisibleAsync();
        await admin.GetByLabel("Name of the study").FillAsync("With controls");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Create the draft" }).ClickAsync();
        await Assertions.Expect(admin.GetByText("maps of one case can be kept at most 3 places apart")).ToBeVisibleAsync();
        await FillAsync(admin, "Places between two maps of a case, at least", 3);
        await admin.GetByRole(AriaRole.Button, new() { Name = "Create the draft" }).ClickAsync();

        await Assertions.Expect(admin.GetByText("2 of 26 maps are missing")).ToBeVisibleAsync();
        await Assertions.Expect(admin.GetByText("latin-lag/2, seed 1, at least 3 places between maps of a case, 1 repeat, 2 sessions")).ToBeVisibleAsync();
        await Assertions.Expect(admin.GetByText("2 of randomised weights, 1 of another patient; kept out of the comparison of models")).ToBeVisibleAsync();
        await Assertions.Expect(admin.GetByText("2 cases × 3 models, rated first and kept out of the analysis")).ToBeVisibleAsync();
        await admin.Context.CloseAsync();
    }

    [Fact]
    public async Task A_reader_finds_his_studies_and_the_list_of_all_is_closed_to_him()
    {
        await fixture.World.OpenStudyAsync(fixture.World.Design("For reader one"), "reader1");
        var page = await fixture.EnterAsync("reader1", 1024, 768);
        await page.GotoAsync("/read");

        await Assertions.Expect(page.GetByText("0 of 18")).ToBeVisibleAsync();
        await PortalFixture.KeepPictureAsync(page, "read-list");
        await page.GotoAsync("/studies");
        Assert.Contains("/access-denied", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    private static async Task FillAsync(IPage page, string field, int number)
    {
        var input = page.GetByRole(AriaRole.Spinbutton, new() { Name = field, Exact = true });
        await input.FillAsync(number.ToString(CultureInfo.InvariantCulture));
        await input.PressAsync("Tab");
    }
}
