using System.Data.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Studies;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Studies;

public sealed partial class StudyPage : IDisposable
{
    private const int FilesPerPicture = 10;
    private readonly CancellationTokenSource _leaving = new();
    private StudyDetail? _study;
    private Guid? _shown;
    private bool _isUnknown;
    private bool _working;
    private bool _reporting;
    private FilesProgress? _files;
    private ReportId? _report;
    private IReadOnlyList<string> _problems = [];
    private ElementReference _notice;
    private bool _bringNotice;

    [Parameter] public Guid Id { get; set; }

    [Inject] public required ReadStudy ReadStudy { get; set; }

    [Inject] public required OpenStudy OpenStudy { get; set; }

    [Inject] public required PauseStudy PauseStudy { get; set; }

    [Inject] public required ResumeStudy ResumeStudy { get; set; }

    [Inject] public required CreateReport CreateReport { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    [Inject] public required FindReport FindReport { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    private StudyId Study => StudyId.From(Id);

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <summary>A copy is shown by the same page as its original.</summary>
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Id) return;
        (_shown, _study, _report, _problems) = (Id, null, null, []);
        await LoadAsync();
    }

    /// <summary>Refused far down the page, the reasons at its top would not be seen.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_bringNotice || _working) return;
        _bringNotice = false;
        await _notice.FocusAsync();
    }

    private static string Subtitle(StudyDetail study) => 
        $"{StudyWords.Count(study.Cases.Count, "case")} × {StudyWords.Count(study.Arms.Count, "model")}, {StudyWords.Count(study.Readers.Count(r => !r.IsRemoved), "reader")}";

    private async Task LoadAsync()
    {
        _study = await ReadStudy.ExecuteAsync(Study, _leaving.Token);
        _isUnknown = _study is null;
        _report = _study?.State is StudyState.Closed or StudyState.Archived ? await FindReport.ExecuteAsync(Study, _leaving.Token) : null;
    }

    private static bool IsBlocked(StudyDetail study) => study.Checks.Any(c => c.Passed == false && c.Title != OpeningCheck.Files);

    private Task OpenAsync() => ChangeAsync(actor => OpenStudy.ExecuteAsync(Study, actor, new Progress<FilesProgress>(ShowFiles), _leaving.Token));

    /// <summary>The page is not drawn again for every single file; a report that comes late is dropped.</summary>
    private void ShowFiles(FilesProgress files)
    {
        if (!_working || files.Done % FilesPerPicture != 0) return;
        _files = files;
        StateHasChanged();
    }

    private Task PauseAsync() => ChangeAsync(actor => PauseStudy.ExecuteAsync(Study, actor, _leaving.Token));

    private Task ResumeAsync() => ChangeAsync(actor => ResumeStudy.ExecuteAsync(Study, actor, _leaving.Token));

    /// <summary>The study stays closed whatever becomes of its report, which is computed to its end even when the page is left.</summary>
    private async Task ReportAsync()
    {
        _reporting = true;
        try
        {
            var report = await CreateReport.ExecuteAsync(Study, await Authentication.ActorAsync(), CancellationToken.None);
            if (!_leaving.IsCancellationRequested) Navigation.NavigateTo($"/reports/{report}");
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or DbException)
        {
            _problems = [$"The study is closed, but its report was not made: {failure.Message} Make it from the page Reports."];
        }
        finally
        {
            _reporting = false;
        }
    }

    private async Task ChangeAsync(Func<string, Task<StudyOutcome>> change)
    {
        _working = true;
        try
        {
            _problems = await change(await Authentication.ActorAsync()) is StudyOutcome.Refused refused ? refused.Reasons : [];
            _bringNotice = _problems.Count > 0;
            await LoadAsync();
        }
        finally
        {
            (_working, _files) = (false, null);
        }
    }
}
