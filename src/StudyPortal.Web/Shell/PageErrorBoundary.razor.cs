using Microsoft.AspNetCore.Components;

namespace StudyPortal.Web.Shell;

/// <summary>Keeps a failing page from taking the circuit down, and names the failure so that it can be found in the log.</summary>
public sealed partial class PageErrorBoundary
{
    private string _reference = "";

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required ILogger<PageErrorBoundary> Logger { get; init; }

    protected override Task OnErrorAsync(Exception exception)
    {
        _reference = Guid.NewGuid().ToString("N")[..8];
        Logger.LogError(exception, "The page {Uri} failed, reference {Reference}", Navigation.Uri, _reference);
        return Task.CompletedTask;
    }

    private void Reload() => Navigation.Refresh(forceReload: true);
}
