using Microsoft.Playwright;

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
        await Assertions.Expect(reader.Locator("#room[data-drawn='1']")).ToBeVisibleAsync();
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
        await Assertions.Expect(reader.GetByText("Not saved: The study is closed")).ToBeVisibleAsync();
        await reader.Context.CloseAsync();
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
}
