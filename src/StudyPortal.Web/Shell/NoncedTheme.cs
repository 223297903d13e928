using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using MudBlazor;

namespace StudyPortal.Web.Shell;

/// <summary>MudBlazor's theme, whose style element carries the nonce of the page: no other is allowed.</summary>
public sealed class NoncedTheme : MudThemeProvider
{
    /// <summary>As the policy of this page names it.</summary>
    [Parameter, EditorRequired] public required string Nonce { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder __builder) =>
        __builder.AddMarkupContent(0, BuildTheme().Replace("<style", $"<style nonce=\"{Nonce}\"", StringComparison.Ordinal));
}
