using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Studies;

/// <summary>How a study begets another one.</summary>
public sealed partial class StudyCopying : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private string _name = "";
    private bool _withReaders = true;

    [Parameter, EditorRequired] public required StudyDetail Study { get; set; }

    /// <inheritdoc cref="StudyChecklist.Change"/>
    [Parameter, EditorRequired] public required EventCallback<Func<string, Task<StudyOutcome>>> Change { get; set; }

    [Parameter] public bool Disabled { get; set; }

    [Inject] public required CopyStudy CopyStudy { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    private int Withdrawn => Study.Cases.Concat(Study.Calibration).Count(shown => shown.WithdrawnUtc is not null);

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override void OnInitialized() => _name = $"{Study.Name} (copy)";

    private async Task CopyAsync()
    {
        StudyOutcome? outcome = null;
        await Change.InvokeAsync(async actor => outcome = await CopyStudy.ExecuteAsync(Study.Id, _name, _withReaders, actor, _leaving.Token));
        if (outcome is StudyOutcome.Done copy) Navigation.NavigateTo($"/studies/{copy.Id}");
    }
}
