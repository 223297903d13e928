using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Audit;

namespace StudyPortal.Web.Features.Audit;

public sealed partial class AuditPage : IDisposable
{
    private const int PageSize = 50;

    private readonly CancellationTokenSource _closed = new();
    private AuditEventPage? _page;
    private int _number;
    private string _filter = "";
    private AuditVerdict? _verdict;
    private bool _verifying;

    [Inject] public required ListAuditEvents List { get; init; }

    [Inject] public required VerifyAuditTrail Verify { get; init; }

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override Task OnInitializedAsync() => ShowAsync(0);

    private Task FilterAsync() => ShowAsync(0);

    private async Task ShowAsync(int number)
    {
        _number = number;
        _page = await List.ExecuteAsync(_filter, number, PageSize, _closed.Token);
    }

    private async Task VerifyAsync()
    {
        (_verifying, _verdict) = (true, null);
        _verdict = await Verify.ExecuteAsync(_closed.Token);
        _verifying = false;
    }
}
