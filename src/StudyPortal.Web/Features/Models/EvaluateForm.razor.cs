using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;

namespace StudyPortal.Web.Features.Models;

/// <summary>Asks for one more evaluation of a model and goes to its job.</summary>
public sealed partial class EvaluateForm : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<DatasetRow> _datasets = [];
    private Guid _dataset;
    private DatasetSplit _split = DatasetSplit.Test;
    private NormBranch _branch, _attackBranch;
    private double? _epsilon = 0, _steps = 10;
    private string? _refusal;

    [Parameter, EditorRequired] public required Model Model { get; set; }

    [Inject] public required ListDatasets ListDatasets { get; set; }

    [Inject] public required RequestEvaluation RequestEvaluation { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _datasets = [.. (await ListDatasets.ExecuteAsync(_closed.Token)).Where(set => set.Labels.Intersect(Model.Labels).Any())];
        _dataset = (Model.DatasetId ?? (_datasets.Count > 0 ? _datasets[0].Id : default)).Value;
    }

    private async Task StartAsync()
    {
        var clean = EvaluateRequest.Clean(Model.Id, DatasetId.From(_dataset), _split, _branch);
        var request = _epsilon is > 0 and { } epsilon ? clean with { Epsilon = epsilon, Steps = (int)(_steps ?? 0), AttackBranch = _attackBranch } : clean;
        var user = (await Authentication).User.Identity?.Name ?? "";
        var outcome = await RequestEvaluation.ExecuteAsync(request, user, _closed.Token);
        if (outcome is ModelJobOutcome.Refused refused) _refusal = refused.Reason;
        if (outcome is ModelJobOutcome.Started started) Navigation.NavigateTo($"/jobs/{started.Job}");
    }
}
