using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Studies;

/// <summary>How the study will be analysed: to be written down until it opens, to be read from then on.</summary>
public sealed partial class StudyPlan : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private PlanForm _form = new();
    private PlanDetails? _plan;
    private string? _damage;
    private bool _isRead;
    private bool _saved;

    [Parameter, EditorRequired] public required StudyDetail Study { get; set; }

    /// <inheritdoc cref="StudyChecklist.Change"/>
    [Parameter, EditorRequired] public required EventCallback<Func<string, Task<StudyOutcome>>> Change { get; set; }

    [Parameter] public bool Disabled { get; set; }

    [Inject] public required ReadAnalysisPlan ReadPlan { get; set; }

    [Inject] public required RegisterAnalysisPlan RegisterPlan { get; set; }

    private bool CanRegister => Study.State is StudyState.Draft or StudyState.Pilot;

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        _form = PlanForm.Of(_plan?.Plan, Study);
        _isRead = true;
    }

    private async Task LoadAsync()
    {
        try
        {
            _plan = await ReadPlan.ExecuteAsync(Study.Id, _leaving.Token);
        }
        catch (InvalidDataException damaged)
        {
            _damage = damaged.Message;
        }
    }

    private async Task RegisterAsync()
    {
        _saved = false;
        await Change.InvokeAsync(async actor =>
        {
            var outcome = await RegisterPlan.ExecuteAsync(Study.Id, _form.ToPlan(), actor, _leaving.Token);
            _saved = outcome is StudyOutcome.Done;
            return outcome;
        });
        await LoadAsync();
    }
}
