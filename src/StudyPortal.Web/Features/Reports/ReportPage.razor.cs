using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Reports;

namespace StudyPortal.Web.Features.Reports;

/// <summary>Everything one report says.</summary>
public sealed partial class ReportPage : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private ReportDetails? _report;
    private bool _missing;

    [Parameter] public Guid Id { get; set; }

    [Inject] public required ReadReport Reports { get; set; }

    private string Subtitle => _report is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"{_report.Results.Arms.Count} models, {_report.Results.Cases} cases, {_report.Results.Readers.Count} readers, {_report.Results.Study.Dataset}, {_report.Results.Study.Method} maps. "
        + $"Closed {_report.Results.Study.ClosedUtc:yyyy-MM-dd HH:mm} UTC.");

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _report = await Reports.ExecuteAsync(new ReportId(Id), _closed.Token);
        _missing = _report is null;
    }
}
