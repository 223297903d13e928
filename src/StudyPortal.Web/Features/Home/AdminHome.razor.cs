using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Overview;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Home;

/// <summary>Moves by itself while jobs run and readers rate, and when one of them falls silent.</summary>
public sealed partial class AdminHome : IDisposable
{
    private const int ClosedShown = 5;

    private static readonly TimeSpan AtMostEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<NextStep>? _steps;
    private NextStep? _next;
    private IReadOnlyList<StudySummary> _reading = [];
    private IReadOnlyList<StudyAlarm> _alarms = [];
    private IReadOnlyList<JobSnapshot> _jobs = [];
    private IReadOnlyList<ReportRow> _closedStudies = [];
    private int _closedCount;
    private int _unreported;
    private int _toReview;
    private bool _reloadPlanned;
    private ITimer? _aging;

    [Inject] public required ReadOverview Overview { get; init; }

    [Inject] public required ListStudies Studies { get; init; }

    [Inject] public required ListAlarms Alarms { get; init; }

    [Inject] public required ListReports Reports { get; init; }

    [Inject] public required NextReview Reviews { get; init; }

    [Inject] public required ReadOpenJobs OpenJobs { get; init; }

    [Inject] public required JobFeed JobFeed { get; init; }

    [Inject] public required ReadingFeed ReadingFeed { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    public void Dispose()
    {
        JobFeed.Changed -= OnJobChanged;
        ReadingFeed.Progressed -= OnProgressed;
        _aging?.Dispose();
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        JobFeed.Changed += OnJobChanged;
        ReadingFeed.Progressed += OnProgressed;
        _aging = Clock.CreateTimer(_ => _ = InvokeAsync(AgeAsync), null, AtLeastEvery, AtLeastEvery);
        _alarms = await Alarms.ExecuteAsync(_closed.Token);
        _toReview = (await Reviews.ExecuteAsync(null, null, 0, _closed.Token)).Due;
        await LoadAsync();
    }

    private void OnJobChanged(JobSnapshot job) => _ = InvokeAsync(ReloadSoonAsync);

    private void OnProgressed(ReadingProgress progress) => _ = InvokeAsync(ReloadSoonAsync);

    // To find the alarms every rating of every open study is read, so a rating does not ask for them.
    private async Task AgeAsync()
    {
        if (_closed.IsCancellationRequested) return;
        _alarms = await Alarms.ExecuteAsync(_closed.Token);
        await LoadAsync();
        StateHasChanged();
    }

    // Six readers and a training run may report many times a second; one reload shows all of it.
    private async Task ReloadSoonAsync()
    {
        if (_reloadPlanned || _closed.IsCancellationRequested) return;
        _reloadPlanned = true;
        await Task.Delay(AtMostEvery, Clock);
        _reloadPlanned = false;
        if (_closed.IsCancellationRequested) return;
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var there = await Overview.ExecuteAsync(_closed.Token);
        _jobs = [.. (await OpenJobs.ExecuteAsync([], _closed.Token)).OrderBy(job => job.CreatedUtc)];
        _reading = [.. (await Studies.ExecuteAsync(_closed.Token)).Where(study => study.State is StudyState.Pilot or StudyState.Open or StudyState.Paused)];
        var closed = await Reports.ExecuteAsync(_closed.Token);
        (_closedCount, _closedStudies) = (closed.Count, [.. closed.Take(ClosedShown)]);
        _steps = NextStep.For(there);
        _next = _steps.FirstOrDefault(step => !step.IsDone);
        _unreported = there.Unreported;
    }
}
