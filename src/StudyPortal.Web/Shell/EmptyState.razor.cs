using Microsoft.AspNetCore.Components;

namespace StudyPortal.Web.Shell;

/// <summary>What a list says while it has nothing to show: why, and what to do next.</summary>
public sealed partial class EmptyState
{
    [Parameter, EditorRequired] public required string Title { get; set; }

    [Parameter, EditorRequired] public required string Text { get; set; }

    /// <summary>The next step, as a link or button.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }
}
