using Microsoft.AspNetCore.Components;

namespace StudyPortal.Web.Shell;

/// <summary>The page's title (also the browser's), what it is about, and at most one primary action.</summary>
public sealed partial class PageHeader
{
    [Parameter, EditorRequired] public required string Title { get; set; }

    [Parameter] public string? Subtitle { get; set; }

    /// <summary>Where the page belongs, for pages below a list.</summary>
    [Parameter] public string? TrailHref { get; set; }

    [Parameter] public string? TrailText { get; set; }

    /// <summary>The primary action.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }
}
