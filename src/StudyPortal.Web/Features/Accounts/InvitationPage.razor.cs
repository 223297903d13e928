using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Web.Features.Accounts;

public sealed partial class InvitationPage
{
    private InvitationOffer? _offer;
    private string? _problem;

    [Parameter] public required string Token { get; set; }

    [SupplyParameterFromForm] private InvitationEntry? Entry { get; set; }

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [Inject] public required ReadInvitation ReadInvitation { get; init; }

    [Inject] public required AcceptInvitation Accept { get; init; }

    [Inject] public required SignInManager<Account> SignIn { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    private (string Title, string WhatToDo) Refusal => _offer?.State switch
    {
        InvitationState.Used => (AccountTexts.Of("InviteUsedTitle"), AccountTexts.Of("InviteUsed")),
        InvitationState.Expired => (AccountTexts.Of("InviteExpiredTitle"), AccountTexts.Of("InviteAskAgain")),
        InvitationState.Revoked => (AccountTexts.Of("InviteRevokedTitle"), AccountTexts.Of("InviteAskAgain")),
        _ => (AccountTexts.Of("InviteWrongTitle"), AccountTexts.Of("InviteWrong")),
    };

    protected override async Task OnInitializedAsync() => _offer = await ReadInvitation.ExecuteAsync(Token, Http.RequestAborted);

    private async Task AcceptAsync()
    {
        var entry = Entry ?? new InvitationEntry();
        var outcome = await Accept.ExecuteAsync(Token, entry.DisplayName ?? "", entry.Email ?? "", entry.Password ?? "", Http.RequestAborted);
        switch (outcome)
        {
            case AcceptOutcome.Accepted accepted:
                await SignIn.SignInAsync((await SignIn.UserManager.FindByIdAsync(accepted.AccountId.ToString()))!, isPersistent: false);
                Navigation.NavigateTo("/");
                break;
            case AcceptOutcome.EntryRefused refused:
                _problem = refused.Reason;
                break;
            default:
                _offer = await ReadInvitation.ExecuteAsync(Token, Http.RequestAborted);
                break;
        }
    }
}
