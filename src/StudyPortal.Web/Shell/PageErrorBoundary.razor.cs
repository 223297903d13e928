using System.Diagnostics;
using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Health;

namespace StudyPortal.Web.Shell;

/// <summary>Keeps a failing page from taking the circuit down, and names the failure so that it can be found in the log.</summary>
public sealed partial class PageErrorBoundary
{
    private string _reference = "";

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required ILogger<PageErrorBoundary> Logger { get; init; }

    protected override Task OnErrorAsync(Exception exception)
    {
        _reference = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToString();
        Logger.LogError("The page {Address} failed, reference {Reference}: {Places}",
            SafeAddress.Of(new Uri(Navigation.Uri).AbsolutePath), _reference, FailureTrace.Of(exception));
        return Task.CompletedTask;
    }

    private void Reload() => Navigation.Refresh(forceReload: true);
}
