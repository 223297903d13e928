using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;
using static StudyPortal.Browser.Tests.Reading.Room;

namespace StudyPortal.Browser.Tests.Reading;

public sealed class SignatureTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const string Password = "a long enough password";

    [Fact]
    public async Task A_reader_signs_what_he_is_done_with_can_then_only_look_and_can_go_on_when_it_is_reopened()
    {
        var study = await RatedAsync("reader1");
        var page = await fixture.EnterAsync("reader1");
        await page.GotoAsync("/read");
        await page.GetByLabel("Your password").FillAsync("something else");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This is not your password.");
        await PortalFixture.KeepPictureAsync(page, "sign-1440");
        await page.GetByLabel("Your password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Signed on")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Look" }).ClickAsync();
        await AtAsync(page, 1);
        await Assertions.Expect(page.Locator("[data-notice]")).ToHaveTextAsync("You have signed your answers. You can look at them, not change them.");
        await page.Keyboard.PressAsync("5");
        await Assertions.Expect(page.Locator("[data-score='1']")).ToHaveAttributeAsync("aria-pressed", "true");

        var admin = await fixture.EnterAsync("admin");
        await admin.GotoAsync($"/studies/{study}");
        await Assertions.Expect(admin.Locator("[data-left]")).ToContainTextAsync("signed");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Reopen the answers of" }).ClickAsync();
        await admin.GetByLabel("Why the signed answers").FillAsync("case 1 was rated by mistake");
        await PortalFixture.KeepPictureAsync(admin, "reopen-1440");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Reopen and void the signature" }).ClickAsync();
        await Assertions.Expect(admin.Locator("[data-left]")).ToHaveTextAsync("done");
        await page.ReloadAsync();
        await AtAsync(page, 1);
        await page.Keyboard.PressAsync("5");
        await SavedAsync(page);
        await Assertions.Expect(page.Locator("[data-score='5']")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Context.CloseAsync();
        await admin.Context.CloseAsync();
    }

    /// <summary>A study all of whose cases this reader has rated 1; he has a password.</summary>
    private async Task<StudyId> RatedAsync(string reader)
    {
        var account = fixture.World.Accounts[reader];
        await using var scope = fixture.Portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        Assert.True((await users.AddPasswordAsync((await users.FindByIdAsync(account.ToString()))!, Password)).Succeeded);
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("To be signed"), reader);
        var session = (await fixture.Get<ReadSession>().ExecuteAsync(study, account, CancellationToken.None))!;
        foreach (var place in session.Places) await fixture.Get<SubmitAnswer>().ExecuteAsync(SampleWorld.Scored(session, place, account, 1), CancellationToken.None);
        return study;
    }
}
