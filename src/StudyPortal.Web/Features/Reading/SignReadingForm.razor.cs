using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using StudyPortal.Core.Reading;
using StudyPortal.Web.Features.Accounts.OpenId;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Reading;

/// <summary>Where a reader signs the answers of a study that he is done with, or sees when he did. The password goes through the page; passkey and provider need requests of their own.</summary>
public sealed partial class SignReadingForm : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private string _password = "";
    private string? _problem;
    private bool _working;

    [Parameter, EditorRequired] public required MyReading Reading { get; set; }

    /// <summary>By what he can prove that it is he.</summary>
    [Parameter, EditorRequired] public required SigningMeans Means { get; set; }

    /// <summary>How his passkey or provider answered, as <see cref="SignatureNews"/> has it.</summary>
    [Parameter] public string? News { get; set; }

    /// <summary>Told when the signature is stored.</summary>
    [Parameter, EditorRequired] public required EventCallback OnSigned { get; set; }

    [Inject] public required SignReading SignReading { get; set; }

    [Inject] public required IOptions<OpenIdSettings> Provider { get; set; }

    [Inject] public required IJSRuntime Js { get; set; }

    [Inject] public required SecurityEvents Events { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    private string Address => SignatureEndpoints.Of(Reading.StudyId);

    private bool AsksProvider => Means.Provider && Provider.Value.IsConfigured;

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || !Means.Passkey || Reading.SignedUtc is not null) return;
        try
        {
            await using var module = await Js.InvokeAsync<IJSObjectReference>("import", _leaving.Token, "./shell/passkeys.js");
            await module.InvokeVoidAsync("bind", _leaving.Token);
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
        }
    }

    private async Task SignAsync()
    {
        _working = true;
        var user = (await Authentication).User;
        var outcome = await SignReading.ByPasswordAsync(Reading.StudyId, user.AccountId(), _password, _leaving.Token);
        (_working, _password) = (false, "");
        _problem = outcome == SignOutcome.Done ? null : ReadingTexts.Of($"Sign{outcome}");
        if (outcome == SignOutcome.Done) await OnSigned.InvokeAsync();
        else Events.Note(user, "signature refused", nameof(ReadPage));
    }
}
