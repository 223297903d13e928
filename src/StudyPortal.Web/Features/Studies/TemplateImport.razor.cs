using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Templates;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Studies;

/// <summary>Makes a draft of a template file and leads to it.</summary>
public sealed partial class TemplateImport : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private string _name = "";
    private bool _working;
    private IReadOnlyList<string> _problems = [];

    [Inject] public required ImportTemplate Import { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task ImportAsync(InputFileChangeEventArgs chosen)
    {
        _working = true;
        try
        {
            if (await OutcomeAsync(chosen.File) is StudyOutcome.Done made) Navigation.NavigateTo($"/studies/{made.Id}");
        }
        finally
        {
            _working = false;
        }
    }

    private async Task<StudyOutcome> OutcomeAsync(IBrowserFile file)
    {
        var outcome = file.Size > ImportTemplate.MostBytes
            ? new StudyOutcome.Refused([$"A template has at most {ImportTemplate.MostBytes / 1024} KB; {file.Name} has {file.Size / 1024} KB."])
            : await Import.ExecuteAsync(await BytesAsync(file), _name, await Authentication.ActorAsync(), _leaving.Token);
        _problems = outcome is StudyOutcome.Refused refused ? refused.Reasons : [];
        return outcome;
    }

    private async Task<byte[]> BytesAsync(IBrowserFile file)
    {
        using var content = new MemoryStream();
        await using var stream = file.OpenReadStream(ImportTemplate.MostBytes, _leaving.Token);
        await stream.CopyToAsync(content, _leaving.Token);
        return content.ToArray();
    }
}
