using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>Which labels the set gets: the source's own, the paper's, or those of a small file, which is read at once and goes with the import.</summary>
public sealed partial class LabelMapField
{
    private const string OfFile = "(file)";

    private bool _isOfFile;
    private string? _refusal;

    /// <summary>What the import has been told so far.</summary>
    [Parameter, EditorRequired] public required ImportForm Form { get; set; }

    [Parameter, EditorRequired] public required EventCallback Changed { get; set; }

    private string Chosen => _isOfFile ? OfFile : Form.Map?.Name ?? "";

    private async Task ChooseAsync(ChangeEventArgs change)
    {
        var chosen = change.Value?.ToString();
        (_isOfFile, _refusal) = (chosen == OfFile, null);
        await SetAsync(chosen == LabelMaps.NihChexpert8.Name ? LabelMaps.NihChexpert8 : null);
    }

    private async Task ReceiveAsync(InputFileChangeEventArgs change)
    {
        _refusal = null;
        var map = (LabelMap?)null;
        try
        {
            if (change.File.Size > LabelMaps.MostBytes) throw new DatasetFormatException(change.File.Name, null, $"E_RESOURCE_LIMIT: the file is larger than {LabelMaps.MostBytes / 1024} KB; a label map is a short list.");
            await using var content = change.File.OpenReadStream(LabelMaps.MostBytes);
            map = await LabelMaps.ReceiveAsync(change.File.Name, content, CancellationToken.None);
        }
        catch (DatasetFormatException refused)
        {
            _refusal = refused.Message;
        }

        await SetAsync(map);
    }

    private async Task SetAsync(LabelMap? map)
    {
        if (Form.Map == map) return;
        Form.Map = map;
        await Changed.InvokeAsync();
    }
}
