using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>Folder, preview, mapping, name: then a job imports it.</summary>
public sealed partial class ImportPage : IDisposable
{
    private const int ProblemsShown = 12;

    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<ImportFolder> _folders = [];
    private ImportFolder? _folder;
    private ImportPreview? _preview;
    private ColumnMapping? _mapping;
    private string _name = "";
    private string? _unreadable;
    private string? _refusal;
    private int _seed = 1;
    private bool _skipBadRows;
    private bool _busy;

    [Inject] public required ImportFolders Folders { get; set; }

    [Inject] public required PreviewImport Preview { get; set; }

    [Inject] public required StartImport Start { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    private bool CanStart => !_busy && _name.Trim().Length > 0 && _preview is { Cases: > 0 } && (_preview.Refused == 0 || _skipBadRows);

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override void OnInitialized() => _folders = Folders.List();

    private async Task ChooseFolderAsync(ChangeEventArgs change)
    {
        (_folder, _mapping, _preview, _skipBadRows) = (_folders.FirstOrDefault(folder => folder.Path == $"{change.Value}"), null, null, false);
        _name = _folder is null ? "" : Path.GetFileName(_folder.Path).Replace('-', ' ').Replace('_', ' ');
        await RefreshAsync();
    }

    private async Task RemapAsync(ColumnMapping mapping)
    {
        _mapping = mapping;
        await RefreshAsync();
    }

    private async Task ReseedAsync(ChangeEventArgs change)
    {
        if (int.TryParse($"{change.Value}", CultureInfo.InvariantCulture, out var seed)) _seed = seed;
        await RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        (_unreadable, _refusal) = (null, null);
        if (_folder is null) return;
        _busy = true;
        var outcome = await Preview.ExecuteAsync(Request(_folder), _closed.Token);
        _busy = false;
        if (outcome is PreviewOutcome.Ready ready) _preview = ready.Preview;
        if (outcome is PreviewOutcome.Unreadable unreadable) _unreadable = unreadable.Problem.ToString();
    }

    private async Task StartAsync()
    {
        if (_folder is null) return;
        _busy = true;
        var actor = (await Authentication).User.Identity?.Name ?? throw new InvalidOperationException("This page is for signed-in people.");
        var outcome = await Start.ExecuteAsync(Request(_folder), actor, _closed.Token);
        _busy = false;
        if (outcome is StartImportOutcome.Refused refused) _refusal = refused.Reason;
        if (outcome is StartImportOutcome.Queued queued) Navigation.NavigateTo($"/jobs/{queued.Job}");
    }

    private ImportRequest Request(ImportFolder folder) => new()
    {
        Name = _name, Folder = folder.Path, Columns = _mapping, SplitSeed = _seed, SkipBadRows = _skipBadRows,
    };

    /// <summary>DICOM files name their patients themselves.</summary>
    private static IEnumerable<(string Title, string? Value, Func<string, ColumnMapping> Change)> Columns(string adapter, ColumnMapping mapping) =>
    [
        ("File", mapping.File, chosen => mapping with { File = chosen }),
        .. adapter == "dicom" ? [] : new (string, string?, Func<string, ColumnMapping>)[] { ("Patient", mapping.Patient, chosen => mapping with { Patient = OrNone(chosen) }) },
        ("Fold", mapping.Fold, chosen => mapping with { Fold = OrNone(chosen) }),
        ("View", mapping.View, chosen => mapping with { View = OrNone(chosen) }),
    ];

    private static string? OrNone(string chosen) => chosen.Length > 0 ? chosen : null;

    private static ColumnMapping Toggle(ColumnMapping mapping, string column) => mapping with
    {
        Labels = mapping.Labels.Contains(column) ? [.. mapping.Labels.Where(label => label != column)] : [.. mapping.Labels, column],
    };
}
