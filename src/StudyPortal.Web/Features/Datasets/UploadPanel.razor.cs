using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>Sends the files of a data set from the browser, unpacks them, and hands the folder on.</summary>
public sealed partial class UploadPanel : IAsyncDisposable
{
    private static readonly TimeSpan ShowEvery = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _closed = new();
    private IJSObjectReference? _module;
    private ElementReference _files, _folder, _panel;
    private UploadId? _id;
    private Upload? _upload;
    private IReadOnlyList<Upload> _others = [];
    private bool _sending;
    private double? _unpacking;
    private string? _refusal;

    /// <summary>The upload to go on with; null for a new one.</summary>
    [Parameter] public UploadId? Id { get; set; }

    /// <summary>An upload was begun: it should be in the address from now on.</summary>
    [Parameter, EditorRequired] public required EventCallback<UploadId> Opened { get; set; }

    /// <summary>The data set's folder is there.</summary>
    [Parameter, EditorRequired] public required EventCallback<Upload> Ready { get; set; }

    [Parameter, EditorRequired] public required EventCallback Discarded { get; set; }

    [Inject] public required Uploads Uploads { get; set; }

    [Inject] public required UnpackUpload Unpack { get; set; }

    [Inject] public required UploadLimits Limits { get; set; }

    [Inject] public required IJSRuntime Js { get; set; }

    [Inject] public required TimeProvider Clock { get; set; }

    [Inject] public required AntiforgeryStateProvider Antiforgery { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _closed.Dispose();
        try
        {
            if (_module is not null)
            {
                await _module.InvokeVoidAsync("stop");
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone and its module with it.
        }
    }

    protected override async Task OnInitializedAsync()
    {
        _id = Id;
        Look();
        await GoOnAsync();
    }

    private void Look()
    {
        _upload = _id is { } id ? Uploads.Read(id) : null;
        _others = [.. Uploads.List().Where(upload => upload.Id != _id && (upload.IsReady || upload.Files.Count > 0))];
    }

    private async Task TakeUpAsync(UploadId id)
    {
        (_id, _refusal) = (id, null);
        Look();
        await Opened.InvokeAsync(id);
        await GoOnAsync();
    }

    private async Task SendAsync(ElementReference input)
    {
        (_refusal, _sending) = (null, true);
        if (_upload is null)
        {
            _id = Uploads.Open();
            await Opened.InvokeAsync(_id.Value);
        }

        try
        {
            _module ??= await Js.InvokeAsync<IJSObjectReference>("import", _closed.Token, "./Features/Datasets/UploadPanel.razor.js");
            await _module.InvokeVoidAsync("send", Timeout.InfiniteTimeSpan, [input, _panel, UploadEndpoints.Address(_id!.Value), Antiforgery.GetAntiforgeryToken()?.Value]);
        }
        catch (JSException error)
        {
            _refusal = $"The files were not received: {error.Message.Split('\n')[0]}";
        }
        finally
        {
            _sending = false;
        }

        Look();
        if (_refusal is null) await GoOnAsync();
    }

    private async Task StopAsync()
    {
        if (_module is not null) await _module.InvokeVoidAsync("stop");
    }

    /// <summary>Unpacks what is whole, and hands on what is unpacked.</summary>
    private async Task GoOnAsync()
    {
        if (_upload is { IsReady: false, IsWhole: true } whole)
        {
            _unpacking = 0;
            StateHasChanged();
            var outcome = await Unpack.ExecuteAsync(whole.Id, ShowNow(), _closed.Token);
            _unpacking = null;
            if (outcome is UnpackOutcome.Refused refused) await RefuseAsync(whole.Id, refused.Reason);
            else Look();
        }

        if (_upload is { IsReady: true } ready) await Ready.InvokeAsync(ready);
    }

    /// <summary>An archive that was refused is of no use to anybody.</summary>
    private async Task RefuseAsync(UploadId id, string reason)
    {
        await DiscardAsync(id);
        _refusal = reason;
    }

    private async Task DiscardAsync(UploadId id)
    {
        Uploads.Discard(id);
        var isOwn = id == _id;
        if (isOwn) (_id, _refusal) = (null, null);
        Look();
        if (isOwn) await Discarded.InvokeAsync();
    }

    private Action<double> ShowNow()
    {
        var shown = Clock.GetTimestamp();
        return done =>
        {
            if (Clock.GetElapsedTime(shown) < ShowEvery) return;
            shown = Clock.GetTimestamp();
            _ = InvokeAsync(() =>
            {
                if (_unpacking is not null) _unpacking = done;
                StateHasChanged();
            });
        };
    }
}
