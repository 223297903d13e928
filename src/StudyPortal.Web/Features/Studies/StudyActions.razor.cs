using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Studies;

/// <summary>The ends of a study, and what else cannot be undone.</summary>
public sealed partial class StudyActions : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private string _withdrawn = "";
    private string _reason = "";

    [Parameter, EditorRequired] public required StudyDetail Study { get; set; }

    /// <inheritdoc cref="StudyChecklist.Change"/>
    [Parameter, EditorRequired] public required EventCallback<Func<string, Task<StudyOutcome>>> Change { get; set; }

    /// <summary>The study was closed just now.</summary>
    [Parameter, EditorRequired] public required EventCallback Closed { get; set; }

    [Parameter] public bool Disabled { get; set; }

    [Inject] public required WithdrawCase WithdrawCase { get; set; }

    [Inject] public required CloseStudy CloseStudy { get; set; }

    [Inject] public required ArchiveStudy ArchiveStudy { get; set; }

    [Inject] public required DeleteDraft DeleteDraft { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task WithdrawAsync()
    {
        if (await DoneAsync(actor => WithdrawCase.ExecuteAsync(Study.Id, CaseId.From(Guid.Parse(_withdrawn)), _reason, actor, _leaving.Token)))
            (_withdrawn, _reason) = ("", "");
    }

    private async Task CloseAsync()
    {
        if (await DoneAsync(actor => CloseStudy.ExecuteAsync(Study.Id, actor, _leaving.Token))) await Closed.InvokeAsync();
    }

    private async Task ArchiveAsync() => await DoneAsync(actor => ArchiveStudy.ExecuteAsync(Study.Id, actor, _leaving.Token));

    private async Task DeleteAsync()
    {
        if (await DoneAsync(actor => DeleteDraft.ExecuteAsync(Study.Id, actor, _leaving.Token))) Navigation.NavigateTo("/studies");
    }

    private async Task<bool> DoneAsync(Func<string, Task<StudyOutcome>> change)
    {
        StudyOutcome? outcome = null;
        await Change.InvokeAsync(async actor => outcome = await change(actor));
        return outcome is StudyOutcome.Done;
    }
}
