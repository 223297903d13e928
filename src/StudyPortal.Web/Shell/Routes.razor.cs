using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace StudyPortal.Web.Shell;

public sealed partial class Routes
{
    private bool _isDark = true;

    /// <summary>The theme that the browser remembered.</summary>
    [Parameter, EditorRequired] public required bool IsDark { get; set; }

    /// <summary>Of the page that these routes stand in, for its styles.</summary>
    [Parameter, EditorRequired] public required string Nonce { get; set; }

    [Inject] public required IJSRuntime Js { get; init; }

    protected override void OnInitialized() => _isDark = IsDark;

    private async Task SwitchAsync()
    {
        _isDark = !_isDark;
        StateHasChanged();
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "./shell/appearance.js");
        await module.InvokeVoidAsync("remember", _isDark ? Appearance.Dark : Appearance.Light);
    }
}
