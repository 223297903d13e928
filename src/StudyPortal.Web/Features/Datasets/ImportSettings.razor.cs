using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>How a source is read: its format, its columns, and what is particular to the format.</summary>
public sealed partial class ImportSettings
{
    [Parameter, EditorRequired] public required ImportForm Form { get; set; }

    /// <summary>Null when the source cannot be read as it is said to be.</summary>
    [Parameter, EditorRequired] public required ImportPreview? Preview { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<string> Formats { get; set; }

    /// <summary>CSV files of the folder.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<string> Tables { get; set; }

    /// <summary>Titles of the labels file.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<string> Columns { get; set; }

    [Parameter, EditorRequired] public required EventCallback Changed { get; set; }

    private string? Format => Form.Format ?? Preview?.Adapter;

    /// <summary>The format has a labels file of the user's own making.</summary>
    private bool HasTable => Format is null or "images" or "dicom";

    private ColumnMapping? Mapping => Preview?.Mapping ?? Form.Columns;

    private string? _limitRefusal;

    private async Task ChangeAsync(Action change)
    {
        change();
        await Changed.InvokeAsync();
    }

    private Task LimitAsync(ChangeEventArgs change)
    {
        var text = change.Value?.ToString() ?? "";
        var limit = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : (int?)null;
        _limitRefusal = text.Length > 0 && limit is null ? "A whole number above 0, or nothing for all images." : null;
        return ChangeAsync(() => Form.Limit = limit);
    }

    private void SetFile(string? column)
    {
        if (Mapping is { } mapping && column is not null) Form.Columns = mapping with { File = column };
        else (Form.Columns, Form.FileColumn) = (null, column);
    }

    /// <summary>DICOM files name their patients themselves.</summary>
    private IEnumerable<(string Title, string? Value, Func<string?, ColumnMapping> Change)> Others(ColumnMapping mapping) =>
    [
        .. Format == "dicom" ? [] : new (string, string?, Func<string?, ColumnMapping>)[] { ("Patient", mapping.Patient, chosen => mapping with { Patient = chosen }) },
        ("Fold", mapping.Fold, chosen => mapping with { Fold = chosen }),
        ("View", mapping.View, chosen => mapping with { View = chosen }),
    ];

    private static string? OrNone(ChangeEventArgs change) => change.Value?.ToString() is { Length: > 0 } chosen ? chosen : null;

    private static ColumnMapping Toggle(ColumnMapping mapping, string column) => mapping with
    {
        Labels = mapping.Labels.Contains(column) ? [.. mapping.Labels.Where(label => label != column)] : [.. mapping.Labels, column],
    };
}
