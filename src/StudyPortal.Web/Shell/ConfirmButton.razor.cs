using Microsoft.AspNetCore.Components;

namespace StudyPortal.Web.Shell;

/// <summary>A button for what cannot be undone: it asks once more before it acts.</summary>
public sealed partial class ConfirmButton
{
    private bool _asking;

    [Parameter, EditorRequired] public required string Text { get; set; }

    /// <summary>On the button that acts.</summary>
    [Parameter, EditorRequired] public required string Confirm { get; set; }

    /// <summary>On the button that does nothing.</summary>
    [Parameter] public string Cancel { get; set; } = "Not now";

    [Parameter] public bool Disabled { get; set; }

    [Parameter] public bool IsPrimary { get; set; }

    /// <summary>In the row of a table, where a frame would be too much.</summary>
    [Parameter] public bool IsLink { get; set; }

    /// <summary>What a screen reader says instead of the text where several such buttons stand in a list.</summary>
    [Parameter] public string? Label { get; set; }

    [Parameter, EditorRequired] public required EventCallback Confirmed { get; set; }

    private string ButtonClass => IsLink ? "link-button" : IsPrimary ? "button button-primary" : "button";

    private async Task ConfirmAsync()
    {
        _asking = false;
        await Confirmed.InvokeAsync();
    }
}
