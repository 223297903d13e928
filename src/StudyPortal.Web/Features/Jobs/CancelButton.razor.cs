using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Web.Features.Jobs;

/// <summary>Offers an admin to cancel a job that is not over.</summary>
public sealed partial class CancelButton
{
    [Parameter, EditorRequired] public required JobSnapshot Job { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    [Inject] public required CancelJob Cancel { get; set; }

    private async Task CancelAsync()
    {
        var user = (await Authentication).User;
        if (user.IsInRole(Roles.Admin)) await Cancel.ExecuteAsync(Job.Id, user.Identity!.Name!, CancellationToken.None);
    }
}
