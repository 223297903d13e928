using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Reading;

/// <summary>The reading room's page; its life is in the viewer module.</summary>
public sealed partial class RoomPage
{
    private ReadingSession? _session;

    [Parameter] public Guid Study { get; set; }

    [Inject] public required ReadSession ReadSession { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _session = await ReadSession.ExecuteAsync(StudyId.From(Study), Http.User.AccountId(), Http.RequestAborted);
        if (_session is null) Navigation.NotFound();
    }
}
