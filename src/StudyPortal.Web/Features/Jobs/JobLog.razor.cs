using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Web.Features.Jobs;

/// <summary>A job's log as it grows: only the lines in view are fetched, and the view stays at the end until somebody scrolls away.</summary>
public sealed partial class JobLog : IAsyncDisposable
{
    /// <summary>In pixels, as the style sheet has it.</summary>
    private const int LineHeight = 20;

    /// <summary>Above, below and for a bar to scroll sideways.</summary>
    private const int Edges = 40;

    private readonly CancellationTokenSource _closed = new();
    private ElementReference _log;
    private Virtualize<LoggedLine>? _lines;
    private DotNetObjectReference<JobLog>? _self;
    private IJSObjectReference? _module;
    private int _total;
    private bool _follows = true;

    [Parameter, EditorRequired] public required JobId Id { get; set; }

    /// <summary>The log grows no more: it is shown from its beginning.</summary>
    [Parameter, EditorRequired] public required bool IsOver { get; set; }

    [Inject] public required ReadJobLog Read { get; init; }

    [Inject] public required JobFeed Feed { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    /// <summary>Of a short log no more than it needs; the style sheet bounds a long one.</summary>
    private string Height => string.Create(CultureInfo.InvariantCulture, $"{_total * LineHeight + Edges}px");

    /// <summary>Told by the browser when a person scrolled.</summary>
    [JSInvokable]
    public void Scrolled(bool toEnd)
    {
        if (_follows == toEnd) return;
        _follows = toEnd;
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        Feed.Changed -= OnChanged;
        await _closed.CancelAsync();
        _closed.Dispose();
        _self?.Dispose();
        try
        {
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The window is gone, and the module with it.
        }
    }

    protected override async Task OnInitializedAsync()
    {
        Feed.Changed += OnChanged;
        _follows = !IsOver;
        _total = (await Read.ExecuteAsync(Id, 0, 0, _closed.Token)).Total;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        try
        {
            _module = await Js.InvokeAsync<IJSObjectReference>("import", _closed.Token, "./Features/Jobs/JobLog.razor.js");
            _self = DotNetObjectReference.Create(this);
            await _module.InvokeVoidAsync("watch", _closed.Token, _log, _self, _follows);
        }
        catch (Exception left) when (left is JSDisconnectedException or OperationCanceledException)
        {
            // The page was left while it was drawn.
        }
    }

    private async ValueTask<ItemsProviderResult<LoggedLine>> ReadAsync(ItemsProviderRequest request)
    {
        var part = await Read.ExecuteAsync(Id, request.StartIndex, request.Count, request.CancellationToken);
        return new ItemsProviderResult<LoggedLine>(part.Lines, part.Total);
    }

    private async Task FollowAsync(bool follows)
    {
        _follows = follows;
        if (_module is not null) await _module.InvokeVoidAsync("follow", _closed.Token, _log, follows);
    }

    private void OnChanged(JobSnapshot job)
    {
        if (job.Id == Id) _ = InvokeAsync(RefreshAsync);
    }

    private async Task RefreshAsync()
    {
        if (_closed.IsCancellationRequested) return;
        try
        {
            var total = (await Read.ExecuteAsync(Id, 0, 0, _closed.Token)).Total;
            if (total == _total) return;
            _total = total;
            if (_lines is not null) await _lines.RefreshDataAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
        }
    }
}
