using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Studies;

public sealed partial class StudiesPage : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<StudySummary>? _studies;

    [Inject] public required ListStudies ListStudies { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <summary>What is put away comes last.</summary>
    protected override async Task OnInitializedAsync() => _studies = [.. (await ListStudies.ExecuteAsync(_leaving.Token)).OrderBy(s => s.State == StudyState.Archived)];
}
