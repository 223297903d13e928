using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Reading;

namespace StudyPortal.Web.Features.Reading;

/// <summary>Where a reader signs the answers of a study that he is done with, or sees when he did.</summary>
public sealed partial class SignReadingForm : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private string _password = "";
    private string? _problem;
    private bool _working;

    [Parameter, EditorRequired] public required MyReading Reading { get; set; }

    /// <summary>Told when the signature is stored.</summary>
    [Parameter, EditorRequired] public required EventCallback OnSigned { get; set; }

    [Inject] public required SignReading SignReading { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task SignAsync()
    {
        _working = true;
        var outcome = await SignReading.ExecuteAsync(Reading.StudyId, (await Authentication).User.AccountId(), _password, _leaving.Token);
        (_working, _password) = (false, "");
        _problem = outcome == SignOutcome.Done ? null : ReadingTexts.Of($"Sign{outcome}");
        if (outcome == SignOutcome.Done) await OnSigned.InvokeAsync();
    }
}
