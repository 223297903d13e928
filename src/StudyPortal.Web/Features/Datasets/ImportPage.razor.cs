using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>Files, preview and settings, name: then a job imports them. An upload is in the address, so that a reload finds it.</summary>
public sealed partial class ImportPage : IDisposable
{
    private const string UploadQuery = "upload";

    private readonly CancellationTokenSource _closed = new();
    private CancellationTokenSource? _reading;
    private IReadOnlyList<ImportFolder> _folders = [];
    private IReadOnlyList<string> _tables = [], _columns = [];
    private ImportForm? _form;
    private ImportPreview? _preview;
    private UploadId? _upload;
    private string? _unreadable, _refusal;
    private bool _isUpload, _busy, _isStarting;

    [SupplyParameterFromQuery(Name = UploadQuery)] public Guid? UploadInAddress { get; set; }

    [Inject] public required ImportFolders Folders { get; set; }

    [Inject] public required PreviewImport Preview { get; set; }

    [Inject] public required StartImport Start { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    private bool CanStart => !_isStarting && _form is { } form && form.Name.Trim().Length > 0
        && _preview is { Cases: > 0, Addition: null or { Refusal: null, Added: > 0 } } && (_preview.Refused == 0 || form.SkipsBadRows);

    public void Dispose()
    {
        _closed.Cancel();
        _reading?.Dispose();
        _closed.Dispose();
    }

    protected override void OnInitialized()
    {
        _folders = Folders.List();
        _upload = UploadInAddress is { } id ? new UploadId(id) : null;
        _isUpload = _upload is not null || _folders.Count == 0;
    }

    private void ChooseWhere(bool isUpload)
    {
        _isUpload = isUpload;
        Forget();
    }

    private void Forget() => (_form, _preview, _unreadable, _refusal) = (null, null, null, null);

    private async Task ChooseFolderAsync(ChangeEventArgs change)
    {
        Forget();
        if (_folders.FirstOrDefault(folder => folder.Path == $"{change.Value}") is { } folder) await BeginAsync(folder.Path, Path.GetFileName(folder.Path));
    }

    private void OpenedAsync(UploadId id) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(UploadQuery, id.Value), replace: true);

    private Task UploadedAsync(Upload upload) => BeginAsync(upload.Folder!, upload.Name);

    private void DiscardedAsync()
    {
        Forget();
        _upload = null;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(UploadQuery, (Guid?)null), replace: true);
    }

    /// <summary>A published data set is called like its folder; other folders may be called like a patient, so that a person names the set.</summary>
    private async Task BeginAsync(string folder, string name)
    {
        _form = ImportForm.Of(folder);
        _tables = PreviewImport.Tables(folder);
        await RefreshAsync();
        if (_form is not { Name.Length: 0 } form || form.Folder != folder || _preview is null or { Adapter: "images" or "dicom" }) return;
        form.Name = name.Replace('-', ' ').Replace('_', ' ');
        await RefreshAsync();
    }

    /// <summary>Reads the labels as they are to be read now; a reading that is under way is given up.</summary>
    private async Task RefreshAsync()
    {
        if (_form is null) return;
        if (_reading is not null) await _reading.CancelAsync();
        var reading = _reading = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
        (_unreadable, _refusal, _busy) = (null, null, true);
        try
        {
            Show(await Preview.ExecuteAsync(_form.Request(), reading.Token), _form);
            _busy = false;
        }
        catch (OperationCanceledException) when (reading.IsCancellationRequested)
        {
            // A later reading shows what it finds.
        }
    }

    private void Show(PreviewOutcome outcome, ImportForm form)
    {
        if (outcome is PreviewOutcome.Ready { Preview: var preview })
        {
            (_preview, _columns) = (preview, preview.Columns);
        }
        else if (outcome is PreviewOutcome.Unreadable unreadable)
        {
            (_preview, _unreadable) = (null, unreadable.Problem.ToString());
            _columns = (form.LabelsFile ?? (_tables is [var only] ? only : null)) is { } table ? PreviewImport.Titles(form.Folder, table) : [];
        }
    }

    private async Task StartAsync()
    {
        if (_form is null) return;
        _isStarting = true;
        var actor = (await Authentication).User.Identity?.Name ?? throw new InvalidOperationException("This page is for signed-in people.");
        var outcome = await Start.ExecuteAsync(_form.Request(), actor, _closed.Token);
        _isStarting = false;
        if (outcome is StartImportOutcome.Refused refused) _refusal = refused.Reason;
        if (outcome is StartImportOutcome.Queued queued) Navigation.NavigateTo($"/jobs/{queued.Job}");
    }

    private static string Told(ImportAddition addition) => addition switch
    {
        { Refusal: { } refusal } => refusal,
        { Added: 0 } => $"There is a data set of this name, and it holds all of this folder already ({DatasetWords.Images(addition.Present)}): nothing is new. Choose another name for a set of its own.",
        _ => $"There is a data set of this name. It holds {DatasetWords.Images(addition.Present)} of this folder already and gets {DatasetWords.Images(addition.Added)} more.",
    };

    private static string StartText(ImportPreview preview) => preview.Addition switch
    {
        { Added: 0 } => "Nothing to add",
        { Added: var added } => $"Add {DatasetWords.Images(added)}",
        null => $"Import {DatasetWords.Images(preview.Cases)}",
    };
}
