using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace StudyPortal.Web.Shell;

public sealed partial class App
{
    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    // Pages that set cookies (sign-in, invitation) exclude themselves from interactive routing and render statically.
    private IComponentRenderMode? PageMode =>
        Http.AcceptsInteractiveRouting() ? new InteractiveServerRenderMode(prerender: false) : null;

    private bool IsDark => Appearance.IsDarkFor(Http);
}
