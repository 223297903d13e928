using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Reading;

namespace StudyPortal.Web.Features.Reading;

public sealed partial class ReadPage : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<MyReading>? _readings;
    private SigningMeans _means = new(Password: false, Passkey: false, Provider: false);

    /// <summary>Which study's signature there is something to say about.</summary>
    [SupplyParameterFromQuery] private Guid? Study { get; set; }

    [SupplyParameterFromQuery] private string? Signature { get; set; }

    [Inject] public required OpenReading OpenReading { get; set; }

    [Inject] public required ReadSigningMeans ReadMeans { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var account = (await Authentication).User.AccountId();
        _means = await ReadMeans.ExecuteAsync(account, _leaving.Token);
        _readings = await OpenReading.ExecuteAsync(account, _leaving.Token);
    }

    private static string Action(MyReading reading) => (reading.Answered, reading.Total - reading.Answered) switch
    {
        (0, _) => ReadingTexts.Of("Begin"),
        (_, 0) => ReadingTexts.Of("LookAgain"),
        _ => ReadingTexts.Of("Continue"),
    };
}
