using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Accounts;
using StudyPortal.Web.Features.Accounts.OpenId;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>What everybody does with his own account. Rendered statically: its forms change cookies, and its secrets pass through no circuit.</summary>
public sealed partial class AccountPage
{
    private SecondFactorState? _state;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery] private string? News { get; set; }

    [Inject] public required ReadSecondFactor ReadSecondFactor { get; init; }

    private bool MustSetUp => CurrentSession.Here(Http).LacksSecondFactor && _state is { HasAny: false } && !SecondFactor.WasGiven(Http.User);

    private string? NewsText => News switch
    {
        "password" => "Your password is changed. Your other sessions have ended.",
        "authenticator-removed" => "The authenticator app is removed. Your other sessions have ended.",
        "passkey-added" => "The passkey is kept. From now on your password alone does not sign you in. If you have no recovery codes yet, make them now.",
        "passkey-renamed" => "The passkey has its new name.",
        "passkey-removed" => "The passkey is removed. Your other sessions have ended.",
        "session-ended" => "The session has ended.",
        "sessions-ended" => "All other sessions have ended.",
        _ => null,
    };

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync() => _state = await ReadSecondFactor.ExecuteAsync(CurrentSession.Here(Http).AccountId);
}
