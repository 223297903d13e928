using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Reports;

/// <summary>The closed studies and their reports.</summary>
public sealed partial class ReportsPage : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<ReportRow>? _rows;
    private CancellationTokenSource? _making;
    private StudyId? _creating;
    private ReportProgress? _progress;
    private long _started;
    private bool _canCreate;
    private string? _problem;
    private string _actor = "";

    [Inject] public required ListReports Reports { get; set; }

    [Inject] public required CreateReport Create { get; set; }

    [Inject] public required TimeProvider Clock { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var user = (await Authentication).User;
        (_canCreate, _actor) = (user.IsInRole(Roles.Admin), user.Identity?.Name ?? "");
        _rows = await Reports.ExecuteAsync(_closed.Token);
    }

    private async Task CreateAsync(ReportRow row)
    {
        (_creating, _problem, _progress, _started) = (row.Study, null, null, Clock.GetTimestamp());
        using var making = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
        _making = making;
        try
        {
            var heard = new Progress<ReportProgress>(Hear);
            Navigation.NavigateTo($"/reports/{await Create.ExecuteAsync(row.Study, _actor, heard, making.Token)}");
        }
        catch (OperationCanceledException) when (making.IsCancellationRequested)
        {
            _problem = $"The report of {row.Name} was not made: it was cancelled.";
        }
        catch (InvalidOperationException refusal)
        {
            _problem = refusal.Message;
        }
        finally
        {
            (_creating, _making) = (null, null);
        }
    }

    private void Cancel() => _making?.Cancel();

    private void Hear(ReportProgress progress)
    {
        _progress = progress;
        StateHasChanged();
    }

    private static string Day(DateTime? utc) => utc?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "–";
}
