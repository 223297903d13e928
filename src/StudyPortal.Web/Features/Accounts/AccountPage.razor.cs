using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Accounts;
using StudyPortal.Web.Features.Accounts.OpenId;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>What everybody does with his own account. Rendered statically: its forms change cookies, and its secrets pass through no circuit.</summary>
public sealed partial class AccountPage
{
    private const string Refused = "passkey-refused";

    private SecondFactorState? _state;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery] private string? News { get; set; }

    [Inject] public required ReadSecondFactor ReadSecondFactor { get; init; }

    private bool MustSetUp => CurrentSession.Here(Http).LacksSecondFactor && _state is { HasAny: false } && !SecondFactor.WasGiven(Http.User);

    /// <summary>What has just happened; the name stands in the address, so anything may.</summary>
    private string? NewsText => News is null ? null : AccountTexts.Find($"News-{News}");

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync() => _state = await ReadSecondFactor.ExecuteAsync(CurrentSession.Here(Http).AccountId);
}
