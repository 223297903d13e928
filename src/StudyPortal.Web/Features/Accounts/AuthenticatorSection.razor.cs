using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>Sets up and removes the account's authenticator app.</summary>
public sealed partial class AuthenticatorSection
{
    private string? _refusal;
    private BeginOutcome.Begun? _offer;
    private IReadOnlyList<string>? _codes;

    [Parameter, EditorRequired] public required SecondFactorState State { get; set; }

    /// <summary>After the account has another second factor than before.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "authenticator-begin")] private string? BeginPassword { get; set; }

    [SupplyParameterFromForm(FormName = "authenticator-confirm")] private string? Code { get; set; }

    [SupplyParameterFromForm(FormName = "authenticator-remove")] private string? RemovePassword { get; set; }

    [Inject] public required BeginAuthenticator Begin { get; init; }

    [Inject] public required ConfirmAuthenticator Confirm { get; init; }

    [Inject] public required RemoveAuthenticator Remove { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    /// <summary>A form is heard only where it is on the page again: the one for the code is, while a key waits for it.</summary>
    protected override async Task OnInitializedAsync()
    {
        if (Code is not null) _offer = await Begin.ReadAsync(Session.AccountId);
    }

    private StandingSession Session => CurrentSession.Here(Http);

    private async Task BeginAsync()
    {
        var outcome = await Begin.ExecuteAsync(Session.AccountId, BeginPassword ?? "");
        _offer = outcome as BeginOutcome.Begun;
        _refusal = (outcome as BeginOutcome.Refused)?.Reason;
    }

    private async Task ConfirmAsync()
    {
        var outcome = await Confirm.ExecuteAsync(Session.AccountId, Session.Id, Code ?? "", Http.RequestAborted);
        _codes = (outcome as CodesOutcome.Made)?.Codes;
        _refusal = (outcome as CodesOutcome.Refused)?.Reason;
        await Changed.InvokeAsync();
    }

    private async Task RemoveAsync()
    {
        _refusal = await Remove.ExecuteAsync(Session.AccountId, Session.Id, RemovePassword ?? "", Http.RequestAborted);
        if (_refusal is null) Navigation.NavigateTo($"{AccountsFeature.AccountPage}?news=authenticator-removed");
    }
}
