using Microsoft.Playwright;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Browser.Tests.Studies;

public sealed class StudyReadersTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task An_administrator_adds_a_reader_to_an_open_study_removes_him_and_takes_him_back()
    {
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("With changing readers"), "reader1");
        var admin = await fixture.EnterAsync("admin");
        await admin.GotoAsync($"/studies/{study}");

        await admin.GetByLabel("Reader to add").SelectOptionAsync(new SelectOptionValue { Label = "Dr. Oliver Hughes" });
        await admin.GetByRole(AriaRole.Button, new() { Name = "Add to the study" }).ClickAsync();
        await Assertions.Expect(admin.Locator("tr[data-reader=R2] [data-answered]")).ToHaveTextAsync("0 / 18");

        var reader = await fixture.EnterAsync("reader2");
        await reader.GotoAsync("/read");
        await Assertions.Expect(reader.GetByRole(AriaRole.Link, new() { Name = "Begin reading" })).ToBeVisibleAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Remove Dr. Oliver Hughes" }).ClickAsync();
        await Assertions.Expect(admin.GetByText("(removed)")).ToBeVisibleAsync();
        await reader.ReloadAsync();
        await Assertions.Expect(reader.GetByText("Nothing to read")).ToBeVisibleAsync();

        await admin.GetByRole(AriaRole.Button, new() { Name = "Take Dr. Oliver Hughes back" }).ClickAsync();
        await Assertions.Expect(admin.GetByText("(removed)")).ToHaveCountAsync(0);
        await reader.ReloadAsync();
        await Assertions.Expect(reader.GetByRole(AriaRole.Link, new() { Name = "Begin reading" })).ToBeVisibleAsync();
        await reader.Context.CloseAsync();
        await admin.Context.CloseAsync();
    }

    [Fact]
    public async Task A_closed_study_leads_to_its_own_report()
    {
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("Closed with a report", simulated: true), "reader1", "reader2");
        SampleWorld.Done(await fixture.Get<SimulateRatings>().ExecuteAsync(study, 1, "admin", CancellationToken.None));
        SampleWorld.Done(await fixture.Get<CloseStudy>().ExecuteAsync(study, "admin", CancellationToken.None));
        var report = await fixture.Get<CreateReport>().ExecuteAsync(study, "admin", CancellationToken.None);
        var researcher = await fixture.EnterAsync("researcher");

        await researcher.GotoAsync($"/studies/{study}");
        await researcher.GetByRole(AriaRole.Link, new() { Name = "See the report" }).ClickAsync();

        await Assertions.Expect(researcher.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Closed with a report" })).ToBeVisibleAsync();
        Assert.EndsWith($"/reports/{report}", researcher.Url, StringComparison.Ordinal);
        await researcher.Context.CloseAsync();
    }
}
