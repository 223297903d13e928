using Microsoft.Playwright;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Browser.Tests.Accounts;

/// <summary>Passkeys with Chromium's virtual authenticator, at localhost: a passkey belongs to a name, and an address is none.</summary>
public sealed class PasskeyTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const string Password = "seven quiet lungs";

    [Fact]
    public async Task A_passkey_is_registered_named_used_to_sign_in_and_removed()
    {
        var (page, _) = await SignedInAsync("ada@example.org");

        await page.GetByLabel("Name, to know it again").FillAsync("Laptop of the ward");
        await page.Locator("form[data-passkey=create] input[type=password]").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The passkey is kept.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Laptop of the ward")).ToBeVisibleAsync();
        await PortalFixture.KeepPictureAsync(page, "account-passkey");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.WaitForURLAsync("**/");
        await page.GotoAsync(Local("/account"));

        await page.GetByText("Rename or remove").ClickAsync();
        var remove = page.Locator("form").Filter(new() { Has = page.GetByRole(AriaRole.Button, new() { Name = "Remove Laptop of the ward" }) });
        await remove.GetByLabel("Your password").FillAsync(Password);
        await remove.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByText("The passkey is removed.")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task With_a_passkey_the_password_alone_signs_nobody_in_and_a_device_that_does_not_ask_its_owner_neither()
    {
        var (page, devices) = await SignedInAsync("eve@example.org");
        await page.GetByLabel("Name, to know it again").FillAsync("Key");
        await page.Locator("form[data-passkey=create] input[type=password]").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The passkey is kept.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await SignInAsync(page, "eve@example.org");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Second step" })).ToBeVisibleAsync();
        await page.GotoAsync(Local("/account"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();

        await devices.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = _device, ["isUserVerified"] = false });
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The device did not answer");
        await page.Context.CloseAsync();
    }

    private string _device = "";

    private async Task<(IPage Page, ICDPSession Devices)> SignedInAsync(string email)
    {
        var invited = (InviteOutcome.Created)await fixture.Get<InviteAccount>().ExecuteAsync(email, Roles.Reader, "admin", CancellationToken.None);
        Assert.IsType<AcceptOutcome.Accepted>(await fixture.Get<AcceptInvitation>().ExecuteAsync(invited.Token, "Somebody", "", Password, CancellationToken.None));
        var page = await fixture.OpenAsync();
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        var device = new Dictionary<string, object>
        {
            ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
        };
        var added = await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = device });
        _device = added!.Value.GetProperty("authenticatorId").GetString()!;
        await SignInAsync(page, email);
        await page.GotoAsync(Local("/account"));
        return (page, devices);
    }

    private async Task SignInAsync(IPage page, string email)
    {
        await page.GotoAsync(Local("/sign-in"));
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    private string Local(string path) => new UriBuilder(new Uri(fixture.Portal.Address, path)) { Host = "localhost" }.Uri.ToString();
}
