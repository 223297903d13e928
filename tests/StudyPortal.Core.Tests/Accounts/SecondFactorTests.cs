using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;

namespace StudyPortal.Core.Tests.Accounts;

public sealed class SecondFactorTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private TestPortal _portal = null!;
    private Guid _account;

    public async ValueTask InitializeAsync()
    {
        _portal = await TestPortal.CreateAsync();
        _account = await People.AddAsync(_portal, Roles.Reader);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task An_authenticator_counts_only_after_a_right_code()
    {
        var begun = Assert.IsType<BeginOutcome.Begun>(await _portal.Get<BeginAuthenticator>().ExecuteAsync(_account, People.Password));
        Assert.Contains($"secret={begun.Key}", begun.Link, StringComparison.Ordinal);
        Assert.StartsWith("otpauth://totp/StudyPortal", begun.Link, StringComparison.Ordinal);

        Assert.IsType<CodesOutcome.Refused>(await _portal.Get<ConfirmAuthenticator>().ExecuteAsync(_account, SessionId.New(), "000000", Stop));

        Assert.False((await StateAsync()).HasAuthenticator);
        await People.AddAuthenticatorAsync(_portal, _account);
        Assert.Equal((true, 10), ((await StateAsync()).HasAuthenticator, (await StateAsync()).RecoveryCodesLeft));
    }

    [Fact]
    public async Task Setting_up_and_removing_ask_for_the_password_again_and_wrong_ones_lock_the_account()
    {
        Assert.IsType<BeginOutcome.Refused>(await _portal.Get<BeginAuthenticator>().ExecuteAsync(_account, "not the password"));
        await People.AddAuthenticatorAsync(_portal, _account);
        for (var i = 0; i < 5; i++) Assert.NotNull(await _portal.Get<RemoveAuthenticator>().ExecuteAsync(_account, SessionId.New(), "not the password", Stop));

        Assert.Contains("Too many", await _portal.Get<RemoveAuthenticator>().ExecuteAsync(_account, SessionId.New(), People.Password, Stop), StringComparison.Ordinal);
        Assert.True((await StateAsync()).HasAuthenticator);
    }

    [Fact]
    public async Task A_code_works_once_and_so_does_none_of_an_earlier_step_after_it()
    {
        var (app, _) = await People.AddAuthenticatorAsync(_portal, _account);
        var before = CodeOf(app);
        _portal.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.True(await VerifyAsync(CodeOf(app)));
        Assert.False(await VerifyAsync(CodeOf(app)));
        Assert.False(await VerifyAsync(before));

        _portal.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(await VerifyAsync(CodeOf(app)));
    }

    [Fact]
    public async Task Of_many_requests_with_the_same_code_at_once_one_is_let_in()
    {
        var (app, _) = await People.AddAuthenticatorAsync(_portal, _account);
        _portal.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = CodeOf(app);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => VerifyAsync(code), Stop)));

        Assert.Single(answers, right => right);
    }

    [Fact]
    public async Task A_code_is_taken_one_step_late_or_early_and_no_later()
    {
        var (app, _) = await People.AddAuthenticatorAsync(_portal, _account);
        _portal.Clock.Advance(TimeSpan.FromMinutes(10));
        var now = _portal.Clock.GetUtcNow().UtcDateTime;

        Assert.False(await VerifyAsync(app.ComputeTotp(now - TimeSpan.FromSeconds(60))));
        Assert.True(await VerifyAsync(app.ComputeTotp(now - TimeSpan.FromSeconds(30))));
        Assert.True(await VerifyAsync(app.ComputeTotp(now + TimeSpan.FromSeconds(30))));
    }

    [Fact]
    public async Task Ten_recovery_codes_work_once_each_however_they_are_typed_and_only_their_hashes_are_stored()
    {
        var (_, codes) = await People.AddAuthenticatorAsync(_portal, _account);
        Assert.Equal(10, codes.Distinct().Count());
        var use = _portal.Get<UseRecoveryCode>();

        Assert.True(await use.ExecuteAsync(_account, codes[0], Stop));
        Assert.False(await use.ExecuteAsync(_account, codes[0], Stop));
        Assert.True(await use.ExecuteAsync(_account, codes[1].Replace("-", " ", StringComparison.Ordinal).ToUpperInvariant(), Stop));

        Assert.Equal(8, (await StateAsync()).RecoveryCodesLeft);
        await using var db = _portal.OpenDb();
        var stored = string.Join('|', await db.UserTokens.Select(t => t.Value).ToListAsync(Stop));
        Assert.DoesNotContain(codes, code => stored.Contains(code, StringComparison.OrdinalIgnoreCase) || stored.Contains(code.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_recovery_code_has_six_groups_of_four_of_thirty_two_signs_and_a_shorter_one_of_earlier_goes_on_working()
    {
        var (_, codes) = await People.AddAuthenticatorAsync(_portal, _account);
        Assert.All(codes, code => Assert.Matches("^([2-9a-hjkmnp-z0]{4}-){5}[2-9a-hjkmnp-z0]{4}$", code));
        const string earlier = "2abc-3def-4ghj-5kmn";
        await using (var db = _portal.OpenDb())
        {
            var stored = await db.UserTokens.SingleAsync(t => t.Name == "RecoveryCodes", Stop);
            stored.Value = $"{RecoveryCode.HashOf(earlier)};{stored.Value}";
            await db.SaveChangesAsync(Stop);
        }

        Assert.True(await _portal.Get<UseRecoveryCode>().ExecuteAsync(_account, earlier, Stop));
        Assert.False(await _portal.Get<UseRecoveryCode>().ExecuteAsync(_account, earlier, Stop));
        Assert.True(await _portal.Get<UseRecoveryCode>().ExecuteAsync(_account, codes[0], Stop));
    }

    [Fact]
    public async Task Wrong_recovery_codes_lock_the_account()
    {
        var (_, codes) = await People.AddAuthenticatorAsync(_portal, _account);
        for (var i = 0; i < 5; i++) Assert.False(await _portal.Get<UseRecoveryCode>().ExecuteAsync(_account, "2222-2222-2222-2222", Stop));

        Assert.False(await _portal.Get<UseRecoveryCode>().ExecuteAsync(_account, codes[0], Stop));
    }

    [Fact]
    public async Task New_recovery_codes_replace_the_earlier_ones()
    {
        var (_, codes) = await People.AddAuthenticatorAsync(_portal, _account);
        var made = Assert.IsType<CodesOutcome.Made>(await _portal.Get<MakeRecoveryCodes>().ExecuteAsync(_account, People.Password, Stop));

        Assert.False(await _portal.Get<UseRecoveryCode>().ExecuteAsync(_account, codes[0], Stop));
        Assert.True(await _portal.Get<UseRecoveryCode>().ExecuteAsync(_account, made.Codes[0], Stop));
    }

    [Fact]
    public async Task Removing_takes_the_key_and_the_codes_and_everything_stands_in_the_audit_log()
    {
        var (_, codes) = await People.AddAuthenticatorAsync(_portal, _account);

        Assert.Null(await _portal.Get<RemoveAuthenticator>().ExecuteAsync(_account, SessionId.New(), People.Password, Stop));

        Assert.Equal((false, 0), ((await StateAsync()).HasAny, (await StateAsync()).RecoveryCodesLeft));
        Assert.False(await _portal.Get<UseRecoveryCode>().ExecuteAsync(_account, codes[0], Stop));
        var events = (await _portal.Get<ListAuditEvents>().ExecuteAsync("second-factor", 0, 10, Stop)).Events;
        Assert.Equal(["second-factor.authenticator-removed", "second-factor.authenticator-added"], events.Select(e => e.Action));
        Assert.IsType<AuditVerdict.Intact>(await _portal.Get<VerifyAuditTrail>().ExecuteAsync(Stop));
    }

    [Fact]
    public async Task An_administrator_removes_everything_for_another_but_not_for_himself()
    {
        await People.AddAuthenticatorAsync(_portal, _account);
        await KeepPasskeyAsync([1, 2, 3]);
        Assert.False(await _portal.Get<RemoveSecondFactor>().ExecuteAsync(_account, People.Email, Stop));

        Assert.True(await _portal.Get<RemoveSecondFactor>().ExecuteAsync(_account, "admin", Stop));

        Assert.Equal((false, 0), ((await StateAsync()).HasAny, (await StateAsync()).RecoveryCodesLeft));
    }

    [Fact]
    public async Task A_passkey_is_kept_renamed_and_removed_with_the_password()
    {
        await KeepPasskeyAsync([1, 2, 3]);
        var passkey = Assert.Single((await StateAsync()).Passkeys);
        Assert.True(await _portal.Get<RenamePasskey>().ExecuteAsync(_account, passkey.Id, "Key in the drawer", Stop));
        Assert.Equal("Key in the drawer", Assert.Single((await StateAsync()).Passkeys).Name);

        Assert.NotNull(await _portal.Get<RemovePasskey>().ExecuteAsync(_account, SessionId.New(), passkey.Id, "not the password", Stop));
        Assert.Null(await _portal.Get<RemovePasskey>().ExecuteAsync(_account, SessionId.New(), passkey.Id, People.Password, Stop));
        Assert.Empty((await StateAsync()).Passkeys);
    }

    [Fact]
    public async Task A_passkey_is_enough_where_a_second_factor_is_required_and_the_demo_needs_none()
    {
        await _portal.Get<SeedDemoAccounts>().ExecuteAsync(Stop);
        await _portal.Get<SetSecondFactorRule>().ExecuteAsync(Roles.Reader, true, "admin", Stop);
        var demo = (await _portal.Get<ListDemoAccounts>().ExecuteAsync(Stop)).First(p => p.Role == Roles.Reader).Id;
        Assert.True(await LacksAsync(_account));
        Assert.False(await LacksAsync(demo));

        await KeepPasskeyAsync([1, 2, 3]);

        Assert.False(await LacksAsync(_account));
    }

    private async Task<bool> LacksAsync(Guid account)
    {
        var secret = await _portal.Get<OpenSession>().ExecuteAsync(account, "", "", "", Stop);
        return (await _portal.Get<CheckSession>().ExecuteAsync(secret, isUse: true, Stop))!.LacksSecondFactor;
    }

    private Task KeepPasskeyAsync(byte[] id) => _portal.Get<AddPasskey>().ExecuteAsync(
        _account, SessionId.New(), new UserPasskeyInfo(id, [4], _portal.Clock.GetUtcNow(), 0, null, true, false, false, [5], [6]), "Laptop", Stop);

    private async Task<SecondFactorState> StateAsync() => (await _portal.Get<ReadSecondFactor>().ExecuteAsync(_account))!;

    private string CodeOf(Totp app) => app.ComputeTotp(_portal.Clock.GetUtcNow().UtcDateTime);

    private async Task<bool> VerifyAsync(string code)
    {
        await using var scope = _portal.Get<IServiceScopeFactory>().CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        return await users.VerifyTwoFactorTokenAsync((await users.FindByIdAsync(_account.ToString()))!, TokenOptions.DefaultAuthenticatorProvider, code);
    }
}
