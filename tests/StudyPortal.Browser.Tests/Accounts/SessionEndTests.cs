using Microsoft.Playwright;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Browser.Tests.Accounts;

public sealed class SessionEndTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task An_administrator_ends_the_sessions_of_an_account_and_its_open_page_closes_within_seconds()
    {
        var reader = await fixture.EnterAsync("reader4");
        await reader.GotoAsync("/read");
        await Assertions.Expect(reader.Locator("h1")).ToBeVisibleAsync();
        var admin = await fixture.EnterAsync("admin", 1024, 768);
        await admin.GotoAsync("/admin/users");

        await admin.GetByRole(AriaRole.Button, new() { Name = "Manage Dr. Simon Ashworth" }).ClickAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "End all sessions" }).ClickAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Sign Dr. Simon Ashworth out everywhere" }).ClickAsync();
        await Assertions.Expect(admin.GetByText("One session has ended.")).ToBeVisibleAsync();
        await PortalFixture.KeepPictureAsync(admin, "users-help");

        await Assertions.Expect(reader.GetByRole(AriaRole.Link, new() { Name = "Home" })).ToHaveCountAsync(0, new() { Timeout = 10_000 });
        await reader.ReloadAsync();
        await Assertions.Expect(reader.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await reader.Context.CloseAsync();
        await admin.Context.CloseAsync();
    }

    [Fact]
    public async Task Switching_a_second_factor_on_leads_an_open_page_to_its_set_up_and_off_lets_it_go_on()
    {
        const string email = "grete@example.org";
        var invited = (InviteOutcome.Created)await fixture.Get<InviteAccount>().ExecuteAsync(email, Roles.Researcher, "admin", CancellationToken.None);
        Assert.IsType<AcceptOutcome.Accepted>(await fixture.Get<AcceptInvitation>().ExecuteAsync(invited.Token, "Grete", "", "seven quiet lungs", CancellationToken.None));
        var page = await fixture.OpenAsync();
        await page.GotoAsync("/sign-in?returnUrl=/datasets");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync("seven quiet lungs");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Data sets" })).ToBeVisibleAsync();
        var admin = await fixture.EnterAsync("admin");
        await admin.GotoAsync("/admin/users");

        await admin.GetByLabel("required for role Researcher").CheckAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Data sets" })).ToHaveCountAsync(0, new() { Timeout = 10_000 });
        await page.GotoAsync("/datasets");
        await Assertions.Expect(page.GetByText("Your role needs a second factor.")).ToBeVisibleAsync();
        await PortalFixture.KeepPictureAsync(page, "account-required");

        await admin.GetByLabel("required for role Researcher").UncheckAsync();
        // The box is empty before the rule is stored.
        var sets = page.GetByRole(AriaRole.Heading, new() { Name = "Data sets" });
        for (var tries = 0; tries < 20 && !await sets.IsVisibleAsync(); tries++)
        {
            await page.GotoAsync("/datasets");
            await page.WaitForTimeoutAsync(500);
        }

        await Assertions.Expect(sets).ToBeVisibleAsync();
        await page.Context.CloseAsync();
        await admin.Context.CloseAsync();
    }
}
