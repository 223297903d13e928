using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Reports;

namespace StudyPortal.Web.Features.Home;

public sealed partial class ResearcherHome : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<ReportRow>? _rows;

    [Inject] public required ListReports Reports { get; init; }

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync() => _rows = await Reports.ExecuteAsync(_closed.Token);
}
