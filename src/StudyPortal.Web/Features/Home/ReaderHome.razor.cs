using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Home;

/// <summary>One button that leads to the next case.</summary>
public sealed partial class ReaderHome : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<MyReading>? _mine;
    private MyReading? _next;

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    [Inject] public required OpenReading OpenReading { get; init; }

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var account = Guid.Parse((await Authentication).User.FindFirstValue(ClaimTypes.NameIdentifier)!);
        _mine = await OpenReading.ExecuteAsync(account, _closed.Token);
        _next = _mine.FirstOrDefault(reading => reading.State is StudyState.Pilot or StudyState.Open && reading.Answered < reading.Total);
    }
}
