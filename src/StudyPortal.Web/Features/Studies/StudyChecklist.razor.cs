using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Rehearsal;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Studies;

/// <summary>What must hold before people read, with the means to make it hold.</summary>
public sealed partial class StudyChecklist : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private JobId? _mapJob;
    private string? _mapProblem;
    private int _pilotCases;
    private bool _isRehearsed;

    [Parameter, EditorRequired] public required StudyDetail Study { get; set; }

    /// <summary>Runs a change in the name of who is signed in, shows what became of it, and reads the study again.</summary>
    [Parameter, EditorRequired] public required EventCallback<Func<string, Task<StudyOutcome>>> Change { get; set; }

    /// <summary>Told how far a verification is.</summary>
    [Parameter, EditorRequired] public required Action<FilesProgress> Files { get; set; }

    [Parameter] public bool Disabled { get; set; }

    [Inject] public required VerifyStudyFiles VerifyStudyFiles { get; set; }

    [Inject] public required RehearseReading RehearseReading { get; set; }

    [Inject] public required StartPilot StartPilot { get; set; }

    [Inject] public required RequestStudyMaps RequestStudyMaps { get; set; }

    [Inject] public required JobFeed JobFeed { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    public void Dispose()
    {
        JobFeed.Changed -= JobChanged;
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override void OnInitialized()
    {
        JobFeed.Changed += JobChanged;
        _pilotCases = Math.Min(StartPilot.UsualCases, Study.Cases.Count);
    }

    private static string Mark(OpeningCheck check) => check.Passed switch { true => "✓", false => "✗", null => "○" };

    private static string Tone(OpeningCheck check) => check.Passed switch { true => "is-good", false => "is-bad", null => "quiet" };

    private Task VerifyAsync() => Change.InvokeAsync(actor => VerifyStudyFiles.ExecuteAsync(Study.Id, actor, new Progress<FilesProgress>(Files), _leaving.Token));

    private Task RehearseAsync() => Change.InvokeAsync(async _ =>
    {
        _isRehearsed = false;
        var outcome = await RehearseReading.ExecuteAsync(Study.Id, new Progress<FilesProgress>(Files), _leaving.Token);
        _isRehearsed = outcome is StudyOutcome.Done;
        return outcome;
    });

    private Task StartPilotAsync() =>
        Change.InvokeAsync(actor => StartPilot.ExecuteAsync(Study.Id, _pilotCases, actor, new Progress<FilesProgress>(Files), _leaving.Token));

    private async Task MakeMapsAsync()
    {
        _mapProblem = null;
        _mapJob = await RequestStudyMaps.ExecuteAsync(Study.Id, await Authentication.ActorAsync(), _leaving.Token);
        if (_mapJob is null) await ReloadAsync();
    }

    private void JobChanged(JobSnapshot job)
    {
        if (job.Id == _mapJob && job.IsOver) _ = InvokeAsync(() => MapsDoneAsync(job));
    }

    private async Task MapsDoneAsync(JobSnapshot job)
    {
        _mapJob = null;
        _mapProblem = job.State == JobState.Failed ? "The maps were not made; the job's page says why." : null;
        await ReloadAsync();
    }

    private Task ReloadAsync() => Change.InvokeAsync(_ => Task.FromResult<StudyOutcome>(new StudyOutcome.Done(Study.Id)));
}
