using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Reports;

/// <summary>The closed studies and their reports.</summary>
public sealed partial class ReportsPage : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<ReportRow>? _rows;
    private StudyId? _creating;
    private bool _canCreate;
    private string? _problem;
    private string _actor = "";

    [Inject] public required ListReports Reports { get; set; }

    [Inject] public required CreateReport Create { get; set; }

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
        (_creating, _problem) = (row.Study, null);
        try
        {
            Navigation.NavigateTo($"/reports/{await Create.ExecuteAsync(row.Study, _actor, _closed.Token)}");
        }
        catch (InvalidOperationException refusal)
        {
            _problem = refusal.Message;
        }
        finally
        {
            _creating = null;
        }
    }

    private static string Day(DateTime? utc) => utc?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "–";
}
