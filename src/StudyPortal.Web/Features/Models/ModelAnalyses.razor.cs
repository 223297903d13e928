using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Models.Analyses;

namespace StudyPortal.Web.Features.Models;

/// <summary>What is known of a model beyond its predictions, what is being found out, and how to ask for more.</summary>
public sealed partial class ModelAnalyses : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<AnalysisDetails>? _analyses;
    private IReadOnlyList<AnalysisJob> _jobs = [];
    private IReadOnlyList<DatasetRow> _datasets = [];
    private IReadOnlyList<ModelRow> _models = [];

    [Parameter, EditorRequired] public required Model Model { get; set; }

    [Inject] public required ListAnalyses ListAnalyses { get; set; }

    [Inject] public required ListDatasets ListDatasets { get; set; }

    [Inject] public required ListModels ListModels { get; set; }

    [Inject] public required JobFeed Feed { get; set; }

    public void Dispose()
    {
        Feed.Changed -= OnJobChanged;
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override void OnInitialized() => Feed.Changed += OnJobChanged;

    protected override async Task OnParametersSetAsync()
    {
        _datasets = await ListDatasets.ExecuteAsync(_closed.Token);
        _models = [.. (await ListModels.ExecuteAsync(_closed.Token)).Where(model => model.Id != Model.Id)];
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        _jobs = await ListAnalyses.JobsAsync(Model.Id, _closed.Token);
        _analyses = await ListAnalyses.ExecuteAsync(Model.Id, _closed.Token);
    }

    private IEnumerable<AnalysisDetails> Of(AnalysisDescription kind) => _analyses?.Where(analysis => analysis.Kind == kind.Kind) ?? [];

    /// <summary>What waits or runs, and what failed last and was not made since.</summary>
    private IEnumerable<AnalysisJob> JobsOf(AnalysisSection section) => _jobs
        .Where(job => AnalysisDescription.Of(job.Request.Kind).Section == section)
        .DistinctBy(job => job.Request)
        .Where(job => !job.Job.IsOver || job.Job.State == JobState.Failed && !IsMade(job.Request));

    private bool IsMade(AnalyseRequest request) => _analyses?.Any(analysis =>
        (analysis.Kind, analysis.DatasetId, analysis.Split, analysis.Branch, analysis.Parameters)
        == (request.Kind, request.DatasetId, request.Split, request.Branch, request.Parameters)) == true;

    private void OnJobChanged(JobSnapshot job)
    {
        if (job.Kind == JobKind.Analyse) _ = InvokeAsync(() => FollowAsync(job));
    }

    private async Task FollowAsync(JobSnapshot news)
    {
        if (_closed.IsCancellationRequested || _jobs.All(job => job.Job.Id != news.Id)) return;
        if (news.IsOver) await LoadAsync();
        else _jobs = [.. _jobs.Select(job => job.Job.Id == news.Id ? job with { Job = news } : job)];
        StateHasChanged();
    }
}
