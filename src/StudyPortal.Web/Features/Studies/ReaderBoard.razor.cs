using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Studies;

/// <summary>Where each reader is, moving as they rate. Counts and times only.</summary>
public sealed partial class ReaderBoard : IDisposable
{
    private static readonly TimeSpan AgesEvery = TimeSpan.FromSeconds(10);
    private IReadOnlyList<ReaderProgress> _rows = [];
    private ITimer? _ageing;

    [Parameter, EditorRequired] public required StudyDetail Study { get; set; }

    [Inject] public required ReadingFeed Feed { get; set; }

    [Inject] public required TimeProvider Clock { get; set; }

    public void Dispose()
    {
        Feed.Progressed -= Take;
        _ageing?.Dispose();
    }

    protected override void OnInitialized()
    {
        Feed.Progressed += Take;
        _ageing = Clock.CreateTimer(_ => _ = InvokeAsync(StateHasChanged), null, AgesEvery, AgesEvery);
    }

    protected override void OnParametersSet() => _rows = Study.Readers;

    private void Take(ReadingProgress news)
    {
        if (news.StudyId == Study.Id) _ = InvokeAsync(() => Show(news));
    }

    private void Show(ReadingProgress news)
    {
        _rows = [.. _rows.Select(row => row.Id == news.ReaderId
            ? row with { Position = news.Position, Answered = news.Answered, Total = news.Total, LastSeenUtc = news.LastSeenUtc }
            : row)];
        StateHasChanged();
    }
}
