using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>The reading room's viewer over one case; everything it does with the image happens in the browser.</summary>
public sealed partial class CaseViewer
{
    private readonly CancellationTokenSource _closed = new();
    private ElementReference _root;
    private IJSObjectReference? _viewer;
    private DotNetObjectReference<CaseViewer>? _self;
    private string? _shown;

    [Parameter, EditorRequired] public required CaseDetails Case { get; set; }

    /// <summary>Boxes can be drawn that are to be blacked out.</summary>
    [Parameter] public bool Draws { get; set; }

    /// <summary>How many there are now.</summary>
    [Parameter] public EventCallback<int> BlocksChanged { get; set; }

    [Inject] public required IJSRuntime Js { get; set; }

    [JSInvokable]
    public Task OnBlocks(int count) => BlocksChanged.InvokeAsync(count);

    /// <summary>What was drawn, in pixels of the stored image.</summary>
    public async Task<IReadOnlyList<PixelBlock>> BlocksAsync() =>
        _viewer is null ? [] : await _viewer.InvokeAsync<PixelBlock[]>("blocks", _closed.Token);

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _closed.Dispose();
        _self?.Dispose();
        if (_viewer is null) return;
        try
        {
            await _viewer.InvokeVoidAsync("dispose");
            await _viewer.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page has gone, and the viewer with it.
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var pixels = $"/datasets/cases/{Case.Id}/pixels?v={Case.PixelsHash[..12]}";
        if (pixels == _shown) return;
        _shown = pixels;
        try
        {
            if (_viewer is null)
            {
                _self = DotNetObjectReference.Create(this);
                await using var module = await Js.InvokeAsync<IJSObjectReference>("import", _closed.Token, $"./{Assets["viewer/case.js"]}");
                _viewer = await module.InvokeAsync<IJSObjectReference>("open", _closed.Token, _root, _self);
            }

            await _viewer.InvokeVoidAsync("show", _closed.Token, Shown(pixels));
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The page was left while its image was on the way.
        }
    }

    private object Shown(string pixels) => new
    {
        pixels,
        windowLow = Case.WindowLow,
        windowHigh = Case.WindowHigh,
        hounsfield = Case is { Modality: "CT", RescaleSlope: { } slope, RescaleIntercept: { } intercept } ? new { slope, intercept } : null,
        slice = Case.KeySlice,
        boxes = Draws ? [] : Case.Boxes,
        masks = Draws ? [] : Case.Masks.Select(label => $"/datasets/cases/{Case.Id}/mask?label={Uri.EscapeDataString(label)}"),
    };
}
