using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Features.Models;

public sealed partial class ImportModelPage : IAsyncDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IJSObjectReference? _module;
    private ElementReference _file, _progress;
    private ReceivedFile? _received;
    private bool _uploading;
    private string? _refusal;
    private string _name = "", _labels = "";
    private ModelVariant _variant;
    private double? _inputSize = 256;

    [Inject] public required RequestModelImport RequestModelImport { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    [Inject] public required IJSRuntime Js { get; set; }

    [Inject] public required AntiforgeryStateProvider Antiforgery { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _closed.Dispose();
        try
        {
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone and its module with it.
        }
    }

    private async Task UploadAsync()
    {
        (_received, _refusal, _uploading) = (null, null, true);
        try
        {
            _module ??= await Js.InvokeAsync<IJSObjectReference>("import", _closed.Token, "./Features/Models/ImportModelPage.razor.js");
            var token = Antiforgery.GetAntiforgeryToken()?.Value;
            _received = await _module.InvokeAsync<ReceivedFile>("upload", Timeout.InfiniteTimeSpan, [_file, _progress, ModelEndpoints.Uploads, token]);
            if (_name.Length == 0) _name = Path.GetFileNameWithoutExtension(_received.FileName);
        }
        catch (JSException error)
        {
            _refusal = $"The file was not received: {error.Message}";
        }
        finally
        {
            _uploading = false;
        }
    }

    private async Task ImportAsync()
    {
        if (_received is null) return;
        var labels = _labels.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var request = new ImportModelRequest(new BlobHash(_received.Hash), _received.FileName, _name.Trim(), labels, _variant, (int)(_inputSize ?? 0));
        var user = (await Authentication).User.Identity?.Name ?? "";
        var outcome = await RequestModelImport.ExecuteAsync(request, user, _closed.Token);
        if (outcome is ModelJobOutcome.Refused refused) _refusal = refused.Reason;
        if (outcome is ModelJobOutcome.Started started) Navigation.NavigateTo($"/jobs/{started.Job}");
    }

    private sealed record ReceivedFile(string FileName, string Hash);
}
