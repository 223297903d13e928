using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Web.Features.Accounts;

public sealed partial class SecondStepPage
{
    private bool _hasPasskey;
    private bool _hasAuthenticator;
    private bool _isAuthenticatorLost;

    [SupplyParameterFromQuery] private string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery] private bool Failed { get; set; }

    [Inject] public required SignInManager<Account> SignIn { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    /// <summary>Without a right password before it there is no second step.</summary>
    protected override async Task OnInitializedAsync()
    {
        if (await SignIn.GetTwoFactorAuthenticationUserAsync() is not { } account)
        {
            Navigation.NavigateTo("/sign-in");
            return;
        }

        _hasAuthenticator = account.TwoFactorEnabled;
        _isAuthenticatorLost = _hasAuthenticator && await SignIn.UserManager.GetAuthenticatorKeyAsync(account) is null;
        _hasPasskey = (await SignIn.UserManager.GetPasskeysAsync(account)).Count > 0;
    }
}
