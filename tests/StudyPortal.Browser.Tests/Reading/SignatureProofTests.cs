using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;
using StudyPortal.Web.Tests;
using StudyPortal.Web.Tests.Accounts.OpenId;
using static StudyPortal.Browser.Tests.Reading.Room;

namespace StudyPortal.Browser.Tests.Reading;

/// <summary>Readers who sign without a password, at localhost: a passkey belongs to a name, and an address is none.</summary>
public sealed class SignatureProofTests : IAsyncLifetime
{
    private const string Password = "seven quiet lungs";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private TestProvider _provider = null!;
    private LivePortal _portal = null!;
    private SampleWorld _world = null!;
    private Chromium _chromium = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await TestProvider.StartAsync();
        _portal = LivePortal.Start(settings: new Dictionary<string, string>
        {
            ["OpenId:Authority"] = _provider.Issuer, ["OpenId:ClientId"] = TestProvider.ClientId, ["OpenId:ClientSecret"] = TestProvider.ClientSecret, ["OpenId:Name"] = "St. Elsewhere",
        });
        _world = await SampleWorld.BuildAsync(_portal.Services);
        _chromium = await Chromium.LaunchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await _portal.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task A_reader_of_a_provider_signs_after_it_asked_him_anew_and_what_waits_in_his_window_is_sent_all_the_same()
    {
        var (email, account) = await PersonAsync(hasPassword: false);
        _provider.Person = new ProviderPerson("subject-1", "Dr. Ada Lovelace", email);
        await ChangeAsync(account, (users, person) => users.AddLoginAsync(person, new UserLoginInfo(_provider.Issuer, "subject-1", "provider")));
        var (study, waiting) = (await RatedAsync(account, "To be signed"), await OpenAsync(account, "Half read"));
        var page = await (await _chromium.OpenWindowAsync(Local)).NewPageAsync();
        await page.GotoAsync($"/sign-in/provider?returnUrl=/read/{waiting}");
        await PassDisplayCheckAsync(page);
        await AtAsync(page, 1);
        await page.RouteAsync("**/answers", route => route.AbortAsync());
        await page.Keyboard.PressAsync("4");
        await Assertions.Expect(page.Locator("[data-score='4']")).ToHaveAttributeAsync("aria-pressed", "true");

        // The room warns whoever leaves with something unsent.
        page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await page.GotoAsync("/read");
        await page.GetByRole(AriaRole.Link, new() { Name = "Confirm with St. Elsewhere" }).ClickAsync();
        await Assertions.Expect(page.GetByText("It is confirmed by St. Elsewhere that it is you.")).ToBeVisibleAsync();
        await PortalFixture.KeepPictureAsync(page, "sign-confirmed-1440");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Signed on")).ToBeVisibleAsync();

        await page.UnrouteAsync("**/answers");
        await page.GotoAsync($"/read/{waiting}");
        await SavedAsync(page);
        Assert.Equal(SignatureMethod.Provider, await MethodAsync(study));
        Assert.Equal("4", (await AnswersAsync(waiting)).Single().Value);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_reader_who_has_only_a_passkey_signs_by_it_and_a_device_that_does_not_ask_its_owner_signs_nothing()
    {
        var (email, account) = await PersonAsync(hasPassword: true);
        var study = await RatedAsync(account, "To be signed");
        var (page, devices, device) = await WithPasskeyAsync(email);
        await ChangeAsync(account, (users, person) => users.RemovePasswordAsync(person));
        await page.GotoAsync("/read");
        await Assertions.Expect(page.GetByLabel("Your password")).ToHaveCountAsync(0);

        await devices.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = device, ["isUserVerified"] = false });
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign with a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "The device did not answer" })).ToBeVisibleAsync();
        await PortalFixture.KeepPictureAsync(page, "sign-passkey-1440");
        Assert.Null(await MethodAsync(study));

        await devices.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = device, ["isUserVerified"] = true });
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign with a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Signed on")).ToBeVisibleAsync();
        Assert.Equal(SignatureMethod.Passkey, await MethodAsync(study));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_answer_of_a_passkey_to_a_sign_in_or_for_another_study_or_a_second_time_signs_nothing()
    {
        var (email, account) = await PersonAsync(hasPassword: true);
        var (study, other) = (await RatedAsync(account, "To be signed"), await RatedAsync(account, "Another"));
        var (page, _, _) = await WithPasskeyAsync(email);
        await page.GotoAsync("/read");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign with a passkey" })).ToHaveCountAsync(2);

        var forSignIn = await AnswerAsync(page, "/sign-in/passkey/options");
        await AnswerAsync(page, $"{Of(study)}/passkey/options");
        Assert.EndsWith("signature=PasskeyRefused", await SendAsync(page, $"{Of(study)}/passkey", forSignIn), StringComparison.Ordinal);

        var right = await AnswerAsync(page, $"{Of(study)}/passkey/options");
        Assert.EndsWith("signature=NotConfirmed", await SendAsync(page, $"{Of(other)}/passkey", right), StringComparison.Ordinal);
        Assert.EndsWith("signature=Done", await SendAsync(page, $"{Of(study)}/passkey", right), StringComparison.Ordinal);
        Assert.EndsWith("signature=NotConfirmed", await SendAsync(page, $"{Of(study)}/passkey", right), StringComparison.Ordinal);
        await AnswerAsync(page, $"{Of(other)}/passkey/options");
        Assert.EndsWith("signature=PasskeyRefused", await SendAsync(page, $"{Of(other)}/passkey", right), StringComparison.Ordinal);
        Assert.Null(await MethodAsync(other));
        await page.Context.CloseAsync();
    }

    private Uri Local => new UriBuilder(_portal.Address) { Host = "localhost" }.Uri;

    private static string Of(StudyId study) => $"/reading/studies/{study}/signature";

    private T Get<T>() where T : notnull => _portal.Services.GetRequiredService<T>();

    /// <summary>What the window's passkey answers to a question of the portal, as the script would send it.</summary>
    private static Task<string> AnswerAsync(IPage page, string options) => page.EvaluateAsync<string>(
        """
        async address => {
          const form = new FormData();
          form.append("__RequestVerificationToken", document.querySelector("[name=__RequestVerificationToken]").value);
          const options = await (await fetch(address, { method: "POST", body: form })).json();
          return JSON.stringify(await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }));
        }
        """,
        options);

    /// <summary>Where the portal leads after this answer.</summary>
    private static Task<string> SendAsync(IPage page, string address, string credential) => page.EvaluateAsync<string>(
        """
        async ([address, credential]) => {
          const form = new FormData();
          form.append("__RequestVerificationToken", document.querySelector("[name=__RequestVerificationToken]").value);
          form.append("credential", credential);
          return (await fetch(address, { method: "POST", body: form })).url;
        }
        """,
        new[] { address, credential });

    private async Task<(IPage Page, ICDPSession Devices, string Device)> WithPasskeyAsync(string email)
    {
        var page = await (await _chromium.OpenWindowAsync(Local)).NewPageAsync();
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        var made = new Dictionary<string, object>
        {
            ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
        };
        var device = (await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = made }))!.Value.GetProperty("authenticatorId").GetString()!;
        await page.GotoAsync("/sign-in?returnUrl=/account");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.GetByLabel("Name, to know it again").FillAsync("Laptop");
        await page.Locator("form[data-passkey=create] input[type=password]").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The passkey is kept.")).ToBeVisibleAsync();
        return (page, devices, device);
    }

    private async Task<(string Email, Guid Account)> PersonAsync(bool hasPassword)
    {
        const string email = "ada@example.org";
        var invited = (InviteOutcome.Created)await Get<InviteAccount>().ExecuteAsync(email, Roles.Reader, "admin", Stop);
        var account = Assert.IsType<AcceptOutcome.Accepted>(await Get<AcceptInvitation>().ExecuteAsync(invited.Token, "Dr. Ada Lovelace", "", Password, Stop)).AccountId;
        if (!hasPassword) await ChangeAsync(account, (users, person) => users.RemovePasswordAsync(person));
        return (email, account);
    }

    private async Task ChangeAsync(Guid account, Func<UserManager<Account>, Account, Task<IdentityResult>> change)
    {
        await using var scope = _portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        Assert.True((await change(users, (await users.FindByIdAsync(account.ToString()))!)).Succeeded);
    }

    private async Task<StudyId> OpenAsync(Guid account, string name)
    {
        var study = SampleWorld.Done(await Get<CreateStudy>().ExecuteAsync(_world.Design(name), "admin", Stop));
        SampleWorld.Done(await Get<AddReaders>().ExecuteAsync(study, [account], "admin", Stop));
        return SampleWorld.Done(await Get<OpenStudy>().ExecuteAsync(study, "admin", Stop));
    }

    private async Task<StudyId> RatedAsync(Guid account, string name)
    {
        var study = await OpenAsync(account, name);
        var session = (await Get<ReadSession>().ExecuteAsync(study, account, Stop))!;
        foreach (var place in session.Places) await Get<SubmitAnswer>().ExecuteAsync(SampleWorld.Scored(session, place, account, 1), Stop);
        return study;
    }

    private async Task<SignatureMethod?> MethodAsync(StudyId study)
    {
        await using var db = await Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Stop);
        return await db.Set<ReadingSignature>().Where(s => db.Set<StudyReader>().Any(r => r.Id == s.ReaderId && r.StudyId == study)).Select(s => (SignatureMethod?)s.Method).SingleOrDefaultAsync(Stop);
    }

    private async Task<IReadOnlyList<Answer>> AnswersAsync(StudyId study)
    {
        await using var db = await Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Stop);
        return await db.Set<Answer>().Where(a => db.Set<ReadingSlot>().Any(s => s.Id == a.SlotId && s.StudyId == study)).ToListAsync(Stop);
    }
}
