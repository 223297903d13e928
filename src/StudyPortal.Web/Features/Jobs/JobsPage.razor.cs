using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Web.Features.Jobs;

/// <summary>The queue and its history, moving as trainers report.</summary>
public sealed partial class JobsPage : IDisposable
{
    private const int PageSize = 25;

    private readonly CancellationTokenSource _closed = new();
    private JobList? _list;
    private IReadOnlyList<TrainerStatus> _trainers = [];
    private int _page;

    [Inject] public required ListJobs Jobs { get; set; }

    [Inject] public required ReadTrainers Trainers { get; set; }

    [Inject] public required JobFeed Feed { get; set; }

    private string TrainerState => (_trainers.Where(trainer => trainer.IsAlive).ToList(), _trainers) switch
    {
        ([var one], _) => $"The trainer on {one.Host} is running.",
        ([_, ..] several, _) => $"{several.Count} trainers are running, on {string.Join(", ", several.Select(trainer => $"{trainer.Host} ({string.Join(", ", trainer.Activity.Devices)})").Order(StringComparer.Ordinal))}.",
        (_, [var last, ..]) => $"No trainer is running (last heard from {last.Host} at {last.HeartbeatUtc:HH:mm:ss} UTC); jobs wait until one is.",
        _ => "No trainer has been started yet; jobs wait until one is.",
    };

    public void Dispose()
    {
        Feed.Changed -= OnChanged;
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Feed.Changed += OnChanged;
        await LoadAsync();
    }

    private async Task GoToAsync(int page)
    {
        _page = page;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        _list = await Jobs.ExecuteAsync(_page * PageSize, PageSize, _closed.Token);
        _trainers = await Trainers.ExecuteAsync(_closed.Token);
    }

    private void OnChanged(JobSnapshot job) => _ = InvokeAsync(() => ShowAsync(job));

    private async Task ShowAsync(JobSnapshot job)
    {
        if (_closed.IsCancellationRequested) return;
        if (_list?.Jobs.Any(shown => shown.Id == job.Id) == true)
            _list = _list with { Jobs = [.. _list.Jobs.Select(shown => shown.Id == job.Id ? job : shown)] };
        else
            await LoadAsync();
        StateHasChanged();
    }
}
