using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Accounts;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Accounts;

public sealed partial class UsersPage : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<AccountSummary> _accounts = [];
    private IReadOnlyList<InvitationSummary> _invitations = [];
    private string _me = "";
    private string _email = "";
    private string _role = Roles.Reader;
    private string? _refusal;
    private string? _link;
    private string _invited = "";
    private DateTime _linkExpires;
    private Guid? _helped;

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    [Inject] public required ListAccounts ListAccounts { get; init; }

    [Inject] public required ListInvitations ListInvitations { get; init; }

    [Inject] public required InviteAccount Invite { get; init; }

    [Inject] public required RevokeInvitation Revoke { get; init; }

    [Inject] public required DisableAccount Disable { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    private string RoleText => _role switch
    {
        Roles.Admin => "Admin: imports data, trains models, designs and runs studies, invites others.",
        Roles.Researcher => "Researcher: sees data sets, models, maps, closed studies and reports; changes nothing.",
        _ => "Reader: rates the cases of the studies they are assigned to; sees nothing else.",
    };

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _me = (await Authentication).User.Identity!.Name!;
        await ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        _accounts = await ListAccounts.ExecuteAsync(_closed.Token);
        _invitations = await ListInvitations.ExecuteAsync(_closed.Token);
    }

    private async Task InviteAsync()
    {
        (_refusal, _link) = (null, null);
        switch (await Invite.ExecuteAsync(_email, _role, _me, _closed.Token))
        {
            case InviteOutcome.Created created:
                (_invited, _linkExpires) = (_email, created.ExpiresUtc);
                _link = Navigation.ToAbsoluteUri($"/invitation/{created.Token}").ToString();
                _email = "";
                break;
            case InviteOutcome.Refused refused:
                _refusal = refused.Reason;
                break;
        }

        await ReloadAsync();
    }

    private async Task RevokeAsync(InvitationId id)
    {
        await Revoke.ExecuteAsync(id, _me, _closed.Token);
        await ReloadAsync();
    }

    private async Task SetDisabledAsync(AccountSummary account)
    {
        await Disable.ExecuteAsync(account.Id, !account.IsDisabled, _me, _closed.Token);
        await ReloadAsync();
    }

    private static string Invited(InvitationSummary invitation) => invitation.Email.Length > 0 ? invitation.Email : "First administrator";

    private static string StateOf(AccountSummary account) => account switch
    {
        { IsErased: true } => "Erased",
        { IsDisabled: true } => "Disabled",
        { IsDemo: true } => "Demo, no password",
        { HasSecondFactor: true } => "Active, second factor",
        _ => "Active",
    };

    private static StatusTone ToneOf(InvitationState state) => state == InvitationState.Open ? StatusTone.Active : StatusTone.Neutral;
}
