using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>What an import left out, and the way to go on with one that was stopped.</summary>
public sealed partial class ImportReportView
{
    private ImportReport? _report;
    private JobState? _read;
    private string? _refusal;

    [Parameter, EditorRequired] public required JobSnapshot Job { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    [Inject] public required ReadImportReport Read { get; set; }

    [Inject] public required RepeatImport Repeat { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (!Job.IsOver || _read == Job.State) return;
        _read = Job.State;
        _report = await Read.ExecuteAsync(Job.Id.Value, CancellationToken.None);
    }

    private async Task RepeatAsync()
    {
        var user = (await Authentication).User;
        if (!user.IsInRole(Roles.Admin)) return;
        var outcome = await Repeat.ExecuteAsync(Job.Id, user.Identity!.Name!, CancellationToken.None);
        if (outcome is StartImportOutcome.Refused refused) _refusal = refused.Reason;
        if (outcome is StartImportOutcome.Queued queued) Navigation.NavigateTo($"/jobs/{queued.Job}");
    }
}
