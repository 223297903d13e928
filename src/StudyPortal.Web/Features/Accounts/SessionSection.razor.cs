using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>The account's sessions; each but this one can be ended here, or all of them.</summary>
public sealed partial class SessionSection
{
    private IReadOnlyList<SessionRow> _sessions = [];

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [Inject] public required ListSessions List { get; init; }

    [Inject] public required EndSessions End { get; init; }

    [Inject] public required IOptions<SessionSettings> Settings { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    private StandingSession Current => CurrentSession.Here(Http);

    private string Actor => Http.User.Identity!.Name!;

    protected override async Task OnInitializedAsync() => _sessions = await List.ExecuteAsync(Current.AccountId, Http.RequestAborted);

    private async Task EndAsync(SessionId session)
    {
        await End.OneAsync(Current.AccountId, session, Actor, Http.RequestAborted);
        Navigation.NavigateTo($"{AccountsFeature.AccountPage}?news=session-ended");
    }

    private async Task EndOthersAsync()
    {
        await End.OthersAsync(Current.AccountId, Current.Id, Actor, Http.RequestAborted);
        Navigation.NavigateTo($"{AccountsFeature.AccountPage}?news=sessions-ended");
    }

    private static string Words(TimeSpan time) => time < TimeSpan.FromHours(2) ? AccountTexts.Of("Minutes", Math.Round(time.TotalMinutes)) : AccountTexts.Of("Hours", Math.Round(time.TotalHours));
}
