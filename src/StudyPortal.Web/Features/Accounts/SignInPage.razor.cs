using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Jobs;
using StudyPortal.Web.Features.Accounts.OpenId;

namespace StudyPortal.Web.Features.Accounts;

public sealed partial class SignInPage
{
    private IReadOnlyList<DemoAccount> _demo = [];
    private JobSnapshot? _setUp;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery] private string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery] private bool Failed { get; set; }

    [SupplyParameterFromQuery] private string? Refused { get; set; }

    [SupplyParameterFromQuery] private string? News { get; set; }

    /// <summary>Why the provider's sign-in did not lead in.</summary>
    [SupplyParameterFromQuery] private string? Provider { get; set; }

    private ProviderRefusal? ProviderSaid => Enum.TryParse<ProviderRefusal>(Provider, out var why) && Enum.IsDefined(why) ? why : null;

    [Inject] public required DemoEntrance Entrance { get; init; }

    [Inject] public required ListDemoAccounts DemoAccounts { get; init; }

    [Inject] public required ReadDemo ReadDemo { get; init; }

    protected override async Task OnInitializedAsync()
    {
        if (!Entrance.IsOpenTo(Http)) return;
        _demo = await DemoAccounts.ExecuteAsync(Http.RequestAborted);
        _setUp = await ReadDemo.ExecuteAsync(Http.RequestAborted);
    }
}
