using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Saliency;

namespace StudyPortal.Web.Features.Saliency;

/// <summary>One case after the other, as several models see it.</summary>
public sealed partial class SaliencyPage : IDisposable
{
    private const int MostCases = 5000;

    private readonly CancellationTokenSource _closed = new();
    private readonly List<ModelChoice> _chosen = [];
    private IReadOnlyList<DatasetRow>? _datasets;
    private IReadOnlyList<ModelChoice> _models = [];
    private IReadOnlyList<CaseId> _cases = [];
    private DatasetRow _dataset = null!;
    private DatasetSplit _split = DatasetSplit.Test;
    private LabelValue _truth = LabelValue.Positive;
    private string _label = "", _method = SaliencyMethods.InputGradient, _colours = MapRendering.All[0].Version;
    private int _position, _missing, _opacity = 45;
    private bool _showBoxes = true;
    private CaseComparison? _comparison;
    private JobSnapshot? _job;

    /// <summary>The model to begin with; all of them when absent.</summary>
    [SupplyParameterFromQuery(Name = "model")] public Guid? FirstModel { get; set; }

    [Inject] public required ListDatasets ListDatasets { get; set; }

    [Inject] public required ListModels ListModels { get; set; }

    [Inject] public required ListCases ListCases { get; set; }

    [Inject] public required ListMissingMaps ListMissingMaps { get; set; }

    [Inject] public required ComparisonOfCase ComparisonOfCase { get; set; }

    [Inject] public required RequestMaps RequestMaps { get; set; }

    [Inject] public required JobFeed Feed { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    private ExplainRequest Request => new([.. _chosen.Select(model => model.Branch)], _cases, _method, [_label]);

    public void Dispose()
    {
        Feed.Changed -= OnJobChanged;
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Feed.Changed += OnJobChanged;
        var models = await ListModels.ExecuteAsync(_closed.Token);
        _models = [.. models.OrderBy(model => model.Variant).SelectMany(ModelChoice.Of)];
        _chosen.AddRange(_models.Where(choice => FirstModel is not { } id || choice.Branch.ModelId.Value == id));
        var datasets = await ListDatasets.ExecuteAsync(_closed.Token);
        if (datasets.Count > 0 && models.Count > 0) await TakeAsync(datasets.FirstOrDefault(d => d.Name == models[0].Dataset) ?? datasets[0]);
        _datasets = datasets;
    }

    private Task ChooseDatasetAsync(ChangeEventArgs change) => TakeAsync(_datasets!.Single(set => set.Id.ToString() == (string)change.Value!));

    private Task TakeAsync(DatasetRow dataset)
    {
        (_dataset, _label) = (dataset, dataset.Labels[0]);
        return LoadCasesAsync();
    }

    private async Task LoadCasesAsync()
    {
        var page = await ListCases.ExecuteAsync(_dataset.Id, new CaseFilter(_split, _label, _truth, OnlyUsable: true), 0, MostCases, _closed.Token);
        (_cases, _position) = ([.. page.Cases.Select(c => c.Id)], 0);
        await RefreshAsync();
    }

    private Task ToggleAsync(ModelChoice model)
    {
        if (!_chosen.Remove(model)) _chosen.Add(model);
        _chosen.Sort((a, b) => _models.ToList().IndexOf(a).CompareTo(_models.ToList().IndexOf(b)));
        return RefreshAsync();
    }

    private async Task GoAsync(int step)
    {
        _position = Math.Clamp(_position + step, 0, _cases.Count - 1);
        await ShowAsync();
    }

    private async Task RefreshAsync()
    {
        _missing = (await ListMissingMaps.ExecuteAsync(Request, _closed.Token)).Count;
        await ShowAsync();
    }

    private async Task ShowAsync() => _comparison = _cases.Count == 0
        ? null
        : await ComparisonOfCase.ExecuteAsync(_cases[_position], _method, _label, [.. _chosen.Select(model => model.Branch)], _closed.Token);

    private async Task MakeAsync()
    {
        var user = (await Authentication).User.Identity?.Name ?? "";
        if (await RequestMaps.ExecuteAsync(Request, user, _closed.Token) is { } job) _job = Waiting(job);
    }

    private static JobSnapshot Waiting(JobId id) => new(
        id, JobKind.Explain, "", "", default, JobState.Queued, 0, "waiting for the trainer", null, null, null, null, false, 0, null, "", "");

    private void OnJobChanged(JobSnapshot job)
    {
        if (job.Id == _job?.Id) _ = InvokeAsync(() => FollowAsync(job));
    }

    private async Task FollowAsync(JobSnapshot job)
    {
        if (_closed.IsCancellationRequested) return;
        _job = job.State == JobState.Succeeded ? null : job;
        if (job.IsOver) await RefreshAsync();
        StateHasChanged();
    }
}
