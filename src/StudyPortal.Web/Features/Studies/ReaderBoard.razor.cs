using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Studies;

/// <summary>Where each reader is, moving as they rate. Counts and times only.</summary>
public sealed partial class ReaderBoard : IDisposable
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(10);
    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<ReaderProgress> _rows = [];
    private ITimer? _refreshing;

    [Parameter, EditorRequired] public required StudyDetail Study { get; set; }

    /// <summary>What can be done about a reader, at the end of his row.</summary>
    [Parameter] public RenderFragment<ReaderProgress>? RowAction { get; set; }

    /// <summary>Below the table.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    [Inject] public required ReadingFeed Feed { get; set; }

    [Inject] public required ReadBoard ReadBoard { get; set; }

    [Inject] public required TimeProvider Clock { get; set; }

    public void Dispose()
    {
        Feed.Progressed -= Take;
        _refreshing?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override void OnInitialized()
    {
        Feed.Progressed += Take;
        _refreshing = Clock.CreateTimer(_ => _ = InvokeAsync(RefreshAsync), null, RefreshEvery, RefreshEvery);
    }

    protected override void OnParametersSet() => _rows = Study.Readers;

    /// <summary>Pace and "last seen" grow old by themselves.</summary>
    private async Task RefreshAsync()
    {
        if (_leaving.IsCancellationRequested) return;
        if (await ReadBoard.ExecuteAsync(Study.Id, _leaving.Token) is { } now) _rows = now;
        StateHasChanged();
    }

    private void Take(ReadingProgress news)
    {
        if (news.StudyId == Study.Id) _ = InvokeAsync(() => Show(news));
    }

    /// <summary>Two requests of one reader may tell in the other order than they were stored; what is older than the row is dropped.</summary>
    private void Show(ReadingProgress news)
    {
        _rows = [.. _rows.Select(row => row.Id == news.ReaderId && !(news.LastSeenUtc < row.LastSeenUtc)
            ? row with { Position = news.Position, Answered = news.Answered, Total = news.Total, LastSeenUtc = news.LastSeenUtc, IsOnline = true }
            : row)];
        StateHasChanged();
    }
}
