using Microsoft.AspNetCore.Components;

namespace StudyPortal.Web.Shell;

public sealed partial class MainLayout
{
    private PageErrorBoundary? _boundary;

    [Inject] public required NavigationManager Navigation { get; init; }

    // With a base element, "#page" alone would lead to the start page.
    private string SkipTarget => $"{Navigation.Uri.Split('#')[0]}#page";

    protected override void OnParametersSet() => _boundary?.Recover();
}
