using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;

namespace StudyPortal.Core.Tests.Accounts;

public sealed class InvitationTests : IAsyncLifetime
{
    private const string Email = "a.keller@example.org";
    private const string Password = "seven quiet lungs";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private TestPortal _portal = null!;

    public async ValueTask InitializeAsync()
    {
        _portal = await TestPortal.CreateAsync();
        await _portal.Get<SeedRoles>().ExecuteAsync(Stop);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task An_invitation_makes_one_account_with_its_role_once()
    {
        var token = await InviteAsync(Roles.Reader);

        Assert.IsType<AcceptOutcome.Accepted>(await AcceptAsync(token));
        Assert.IsType<AcceptOutcome.LinkRefused>(await AcceptAsync(token));

        var account = Assert.Single(await _portal.Get<ListAccounts>().ExecuteAsync(Stop));
        Assert.Equal((Email, Roles.Reader, false), (account.Email, account.Role, account.IsDemo));
        Assert.Equal(InvitationState.Used, (await OfferAsync(token))!.State);
    }

    [Fact]
    public async Task Two_browsers_that_accept_at_once_make_one_account()
    {
        var token = await InviteAsync(Roles.Reader);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => AcceptAsync(token), Stop)));

        Assert.Single(outcomes, outcome => outcome is AcceptOutcome.Accepted);
        Assert.Single(await _portal.Get<ListAccounts>().ExecuteAsync(Stop));
    }

    [Theory]
    [InlineData("o'neill@example.org")]
    [InlineData("jörg.müller@example.org")]
    public async Task An_address_with_any_letter_that_an_address_may_have_becomes_an_account(string email)
    {
        var invited = Assert.IsType<InviteOutcome.Created>(await _portal.Get<InviteAccount>().ExecuteAsync(email, Roles.Reader, "admin", Stop));

        Assert.IsType<AcceptOutcome.Accepted>(await AcceptAsync(invited.Token));

        Assert.Equal(email, Assert.Single(await _portal.Get<ListAccounts>().ExecuteAsync(Stop)).Email);
    }

    [Fact]
    public async Task An_invitation_expires_after_fourteen_days()
    {
        var token = await InviteAsync(Roles.Reader);
        _portal.Clock.Advance(TimeSpan.FromDays(14) - TimeSpan.FromSeconds(1));
        Assert.Equal(InvitationState.Open, (await OfferAsync(token))!.State);

        _portal.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(InvitationState.Expired, (await OfferAsync(token))!.State);
        Assert.IsType<AcceptOutcome.LinkRefused>(await AcceptAsync(token));
    }

    [Fact]
    public async Task A_revoked_invitation_is_refused()
    {
        var token = await InviteAsync(Roles.Reader);
        var invitation = Assert.Single(await _portal.Get<ListInvitations>().ExecuteAsync(Stop));

        Assert.True(await _portal.Get<RevokeInvitation>().ExecuteAsync(invitation.Id, "admin", Stop));

        Assert.IsType<AcceptOutcome.LinkRefused>(await AcceptAsync(token));
        Assert.False(await _portal.Get<RevokeInvitation>().ExecuteAsync(invitation.Id, "admin", Stop));
    }

    [Fact]
    public async Task Inviting_the_same_address_again_replaces_the_first_link()
    {
        var first = await InviteAsync(Roles.Reader);
        var second = await InviteAsync(Roles.Researcher);

        Assert.Equal(InvitationState.Revoked, (await OfferAsync(first))!.State);
        Assert.Equal(InvitationState.Open, (await OfferAsync(second))!.State);
    }

    [Fact]
    public async Task A_weak_password_is_refused_and_leaves_the_link_open()
    {
        var token = await InviteAsync(Roles.Reader);

        Assert.IsType<AcceptOutcome.EntryRefused>(await AcceptAsync(token, "short"));
        Assert.IsType<AcceptOutcome.EntryRefused>(await AcceptAsync(token, "aaaaaaaaaaaaaaaa"));

        Assert.IsType<AcceptOutcome.Accepted>(await AcceptAsync(token));
    }

    [Theory]
    [InlineData("no address", Roles.Reader)]
    [InlineData("a.keller@example.org", "Owner")]
    public async Task A_bad_address_or_role_is_refused_with_a_reason(string email, string role)
    {
        var refused = Assert.IsType<InviteOutcome.Refused>(await _portal.Get<InviteAccount>().ExecuteAsync(email, role, "admin", Stop));

        Assert.Contains(email == Email ? role : email, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_store_holds_no_token_and_the_audit_log_tells_the_story()
    {
        var token = await InviteAsync(Roles.Reader);
        await AcceptAsync(token);

        await using var db = _portal.OpenDb();
        Assert.NotEqual(token, (await db.Set<Invitation>().SingleAsync(Stop)).TokenHash);
        var events = (await _portal.Get<ListAuditEvents>().ExecuteAsync(Email, 0, 10, Stop)).Events;
        Assert.Equal(["account.created", "account.invited"], events.Select(e => e.Action));
        Assert.DoesNotContain(events, e => e.Details.Contains(token, StringComparison.Ordinal));
        Assert.IsType<AuditVerdict.Intact>(await _portal.Get<VerifyAuditTrail>().ExecuteAsync(Stop));
    }

    private async Task<string> InviteAsync(string role) =>
        Assert.IsType<InviteOutcome.Created>(await _portal.Get<InviteAccount>().ExecuteAsync(Email, role, "admin", Stop)).Token;

    private Task<AcceptOutcome> AcceptAsync(string token, string password = Password) =>
        _portal.Get<AcceptInvitation>().ExecuteAsync(token, "Anna Keller", "", password, Stop);

    private Task<InvitationOffer?> OfferAsync(string token) => _portal.Get<ReadInvitation>().ExecuteAsync(token, Stop);
}
