using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace StudyPortal.Web.Features.Health;

/// <summary>The checks behind <c>/health/ready</c> with all that is known of a failure.</summary>
public sealed partial class ReadinessPanel
{
    private HealthReport? _report;

    [Inject] internal Readiness Readiness { get; init; } = null!;

    protected override async Task LoadAsync() => _report = await Readiness.ReadAsync(Closed);
}
