using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Health;

namespace StudyPortal.Web.Features.Health;

/// <summary>What troubles this host now, and what did lately.</summary>
public sealed partial class TroublesPanel
{
    [Inject] public required Troubles Troubles { get; init; }

    protected override Task LoadAsync() => Task.CompletedTask;
}
