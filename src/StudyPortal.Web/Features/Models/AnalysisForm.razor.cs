using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Models.Analyses;

namespace StudyPortal.Web.Features.Models;

/// <summary>Asks for one more analysis of a model.</summary>
public sealed partial class AnalysisForm : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private AnalysisDescription _kind = AnalysisDescription.All[0];
    private Guid _dataset;
    private DatasetSplit _split = DatasetSplit.Test;
    private NormBranch _branch;
    private double? _cases, _epsilon, _steps;
    private string? _method, _refusal;
    private string _other = "";
    private bool _starting;

    [Parameter, EditorRequired] public required Model Model { get; set; }

    /// <summary>What can be asked for; at least one.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<AnalysisDescription> Kinds { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<DatasetRow> Datasets { get; set; }

    /// <summary>The models to compare with.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<ModelRow> Models { get; set; }

    /// <summary>An analysis was put into the queue.</summary>
    [Parameter] public EventCallback Started { get; set; }

    [Inject] public required RequestAnalysis RequestAnalysis { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override void OnInitialized()
    {
        var fitting = Datasets.FirstOrDefault(set => set.Labels.Intersect(Model.Labels).Any()) ?? (Datasets.Count > 0 ? Datasets[0] : null);
        _dataset = (Model.DatasetId ?? fitting?.Id ?? default).Value;
        Take(Kinds[0]);
    }

    private void ChooseKind(ChangeEventArgs change) => Take(Kinds.Single(kind => kind.Kind.ToString() == (string?)change.Value));

    private void Take(AnalysisDescription kind)
    {
        (_kind, _refusal) = (kind, null);
        (_cases, _epsilon, _steps, _method) = (kind.Suggested.Cases, kind.Suggested.Epsilon, kind.Suggested.Steps, kind.Suggested.Method);
    }

    private async Task StartAsync()
    {
        _starting = true;
        ModelId? other = Guid.TryParse(_other, out var id) ? ModelId.From(id) : null;
        var parameters = new AnalysisParameters((int)(_cases ?? 0), _epsilon, (int?)_steps, other, _method);
        var request = new AnalyseRequest(Model.Id, _kind.Kind, DatasetId.From(_dataset), _split, _branch, parameters);
        var user = (await Authentication).User.Identity?.Name ?? "";
        var outcome = await RequestAnalysis.ExecuteAsync(request, user, _closed.Token);
        (_starting, _refusal) = (false, (outcome as ModelJobOutcome.Refused)?.Reason);
        if (outcome is ModelJobOutcome.Started) await Started.InvokeAsync();
    }
}
