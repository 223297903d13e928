using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Accounts;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Accounts;

public sealed partial class PersonalDataActions
{
    private string? _refusal;

    [Parameter, EditorRequired] public required AccountSummary Account { get; set; }

    /// <summary>After the person was erased.</summary>
    [Parameter, EditorRequired] public required EventCallback Changed { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    [Inject] public required EraseIdentity Erase { get; init; }

    private async Task EraseAsync()
    {
        var outcome = await Erase.ExecuteAsync(Account.Id, await Authentication.ActorAsync(), CancellationToken.None);
        _refusal = outcome is EraseOutcome.Refused refused ? refused.Reason : null;
        await Changed.InvokeAsync();
    }
}
