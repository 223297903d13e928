using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Web.Features.Jobs;

/// <summary>One job as it runs: progress, curves, log, cancel, and the way to what it made.</summary>
public sealed partial class JobPage : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private JobDetails? _details;
    private bool _missing;

    [Parameter] public Guid Id { get; set; }

    [Inject] public required ReadJob Read { get; set; }

    [Inject] public required JobFeed Feed { get; set; }

    /// <summary>Series that measure the same quantity share a chart: "loss" and "validation loss".</summary>
    private IEnumerable<IGrouping<string, JobCurve>> Charts =>
        _details!.Curves.GroupBy(curve => curve.Series[(curve.Series.LastIndexOf(' ') + 1)..]);

    private static string Origin(JobSnapshot job) =>
        $"{JobWords.Kind(job.Kind)}, asked for by {job.RequestedBy} at {job.CreatedUtc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC"
        + (job.Attempts > 1 ? $", resumed {job.Attempts - 1} ×" : "");

    public void Dispose()
    {
        Feed.Changed -= OnChanged;
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override void OnInitialized() => Feed.Changed += OnChanged;

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        _details = await Read.ExecuteAsync(JobId.From(Id), lines: 0, _closed.Token);
        _missing = _details is null;
    }

    private void OnChanged(JobSnapshot job)
    {
        if (job.Id.Value == Id) _ = InvokeAsync(RefreshAsync);
    }

    private async Task RefreshAsync()
    {
        if (_closed.IsCancellationRequested) return;
        await LoadAsync();
        StateHasChanged();
    }
}
