using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Core.Tests.Accounts;

/// <summary>How the keys of authenticator apps lie in the database.</summary>
public sealed class AuthenticatorKeyTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private TestPortal _portal = null!;
    private Guid _account;
    private Totp _app = null!;
    private string _key = "";

    public async ValueTask InitializeAsync()
    {
        _portal = await TestPortal.CreateSqliteAsync();
        _account = await People.AddAsync(_portal, Roles.Reader);
        var begun = Assert.IsType<BeginOutcome.Begun>(await _portal.Get<BeginAuthenticator>().ExecuteAsync(_account, People.Password));
        (_key, _app) = (begun.Key, new Totp(Base32Encoding.ToBytes(begun.Key)));
        Assert.IsType<CodesOutcome.Made>(await _portal.Get<ConfirmAuthenticator>().ExecuteAsync(_account, SessionId.New(), CodeOf(), Stop));
        _portal.Clock.Advance(TimeSpan.FromSeconds(30));
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_key_is_not_in_the_database_as_it_is_and_its_codes_are_right()
    {
        Assert.StartsWith("protected:", await StoredAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(_key, await StoredAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.True(await VerifyAsync(_account));
    }

    [Fact]
    public async Task A_plain_key_of_an_earlier_version_still_works_and_is_protected_at_the_next_start_and_only_once()
    {
        await StoreAsync(_key);
        Assert.True(await VerifyAsync(_account));

        await _portal.Get<ProtectAuthenticatorKeys>().ExecuteAsync(Stop);
        var once = await StoredAsync();
        await _portal.Get<ProtectAuthenticatorKeys>().ExecuteAsync(Stop);

        Assert.StartsWith("protected:", once, StringComparison.Ordinal);
        Assert.Equal(once, await StoredAsync());
        _portal.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(await VerifyAsync(_account));
    }

    [Fact]
    public async Task A_protected_key_is_of_no_use_to_another_account()
    {
        var other = await People.AddAsync(_portal, Roles.Reader, "b.meier@example.org");
        await People.AddAuthenticatorAsync(_portal, other);
        var stolen = await StoredAsync();
        await using (var db = _portal.OpenDb()) await db.UserTokens.Where(t => t.UserId == other && t.Name == "AuthenticatorKey").ExecuteUpdateAsync(t => t.SetProperty(p => p.Value, stolen), Stop);

        Assert.False(await VerifyAsync(other));
    }

    [Fact]
    public async Task When_the_key_of_data_protection_is_gone_the_account_says_so_and_an_administrator_helps()
    {
        foreach (var file in Directory.GetFiles(_portal.Root.Keys, "key-*.xml")) File.Delete(file);
        await using var restarted = _portal.Beside();

        var state = (await restarted.Get<ReadSecondFactor>().ExecuteAsync(_account))!;
        Assert.Equal((true, true), (state.HasAuthenticator, state.IsAuthenticatorLost));
        Assert.False(await VerifyAsync(_account, restarted));
        Assert.NotEmpty(await WaysAsync(restarted));

        Assert.True(await restarted.Get<RemoveSecondFactor>().ExecuteAsync(_account, "admin", Stop));
        await People.AddAuthenticatorAsync(restarted, _account);
        Assert.False((await restarted.Get<ReadSecondFactor>().ExecuteAsync(_account))!.IsAuthenticatorLost);
    }

    /// <summary>By which the second step can be taken; without any there is none, and a password opens the account.</summary>
    private async Task<IList<string>> WaysAsync(TestPortal portal)
    {
        await using var scope = portal.Get<IServiceScopeFactory>().CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        return await users.GetValidTwoFactorProvidersAsync((await users.FindByIdAsync(_account.ToString()))!);
    }

    private string CodeOf() => _app.ComputeTotp(_portal.Clock.GetUtcNow().UtcDateTime);

    private async Task<string> StoredAsync()
    {
        await using var db = _portal.OpenDb();
        return await db.UserTokens.Where(t => t.UserId == _account && t.Name == "AuthenticatorKey").Select(t => t.Value!).SingleAsync(Stop);
    }

    private async Task StoreAsync(string value)
    {
        await using var db = _portal.OpenDb();
        await db.UserTokens.Where(t => t.UserId == _account && t.Name == "AuthenticatorKey").ExecuteUpdateAsync(t => t.SetProperty(p => p.Value, value), Stop);
    }

    private async Task<bool> VerifyAsync(Guid account, TestPortal? on = null)
    {
        await using var scope = (on ?? _portal).Get<IServiceScopeFactory>().CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        return await users.VerifyTwoFactorTokenAsync((await users.FindByIdAsync(account.ToString()))!, TokenOptions.DefaultAuthenticatorProvider, CodeOf());
    }
}
