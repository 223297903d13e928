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
    private readonly Dictionary<string, string> _names = [];
    private string? _refusal;

    [Parameter, EditorRequired] public required Model Model { get; set; }

    [Inject] public required ListDatasets ListDatasets { get; set; }

    [Inject] public required RequestEvaluation RequestEvaluation { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    private DatasetRow? Chosen => _datasets.FirstOrDefault(set => set.Id.Value == _dataset);

    /// <summary>Labels of the model that the data set does not have under the same name.</summary>
    private IEnumerable<string> Unnamed => Chosen is { } chosen ? Model.Labels.Except(chosen.Labels) : [];

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var datasets = await ListDatasets.ExecuteAsync(_closed.Token);
        _datasets = [.. datasets.OrderByDescending(set => set.Labels.Intersect(Model.Labels).Count())];
        _dataset = (Model.DatasetId ?? (_datasets.Count > 0 ? _datasets[0].Id : default)).Value;
    }

    private void ForgetNames() => _names.Clear();

    private void Name(string label, ChangeEventArgs change)
    {
        if (change.Value is string { Length: > 0 } name) _names[label] = name;
        else _names.Remove(label);
    }

    private async Task StartAsync()
    {
        var clean = EvaluateRequest.Clean(Model.Id, DatasetId.From(_dataset), _split, _branch) with { LabelMap = new Dictionary<string, string>(_names) };
        var request = _epsilon is > 0 and { } epsilon ? clean with { Epsilon = epsilon, Steps = (int)(_steps ?? 0), AttackBranch = _attackBranch } : clean;
        var user = (await Authentication).User.Identity?.Name ?? "";
        var outcome = await RequestEvaluation.ExecuteAsync(request, user, _closed.Token);
        if (outcome is ModelJobOutcome.Refused refused) _refusal = refused.Reason;
        if (outcome is ModelJobOutcome.Started started) Navigation.NavigateTo($"/jobs/{started.Job}");
    }
}
