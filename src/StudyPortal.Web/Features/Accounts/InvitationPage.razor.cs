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
        InvitationState.Used => ("This invitation has been used", "An account was already made with this link. Sign in with the password chosen then."),
        InvitationState.Expired => ("This invitation has expired", "Ask the study administrator for a new link."),
        InvitationState.Revoked => ("This invitation was withdrawn", "Ask the study administrator for a new link."),
        _ => ("This invitation link is not valid", "Check that the whole link was copied, or ask the study administrator for a new one."),
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
