using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Studies;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Studies;

public sealed partial class NewStudyPage : IDisposable
{
    private const int FirstSeed = 1, SecondsPerMap = 10;
    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<DatasetRow>? _datasets;
    private IReadOnlyList<ModelRow> _models = [];
    private IReadOnlyList<ReaderAccount> _readers = [];
    private StudyForm? _form;
    private SamplePreview? _preview;
    private IReadOnlyList<string> _problems = [];
    private StudyId? _draft;
    private int _asked;
    private bool _working;

    [Inject] public required ListDatasets ListDatasets { get; set; }

    [Inject] public required ListModels ListModels { get; set; }

    [Inject] public required ListReaders ListReaders { get; set; }

    [Inject] public required PreviewSample PreviewSample { get; set; }

    [Inject] public required CreateStudy CreateStudy { get; set; }

    [Inject] public required AddReaders AddReaders { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    private int ArmCount => _form?.Arms.Count(a => a.IsChosen) ?? 0;

    private int ReaderCount => _form?.Readers.Count(r => r.IsChosen) ?? 0;

    private int Drawn => _preview?.Cases.Count ?? 0;

    private int Calibrating => (_preview?.Calibration.Count ?? 0) * ArmCount;

    private int Repeats => Math.Min(_form?.Order.Repeats ?? 0, Drawn);

    private int PerReader => Drawn * ArmCount + Repeats + Calibrating + (_form?.Order.Controls ?? 0);

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _models = await ListModels.ExecuteAsync(_leaving.Token);
        _readers = await ListReaders.ExecuteAsync(_leaving.Token);
        _datasets = await ListDatasets.ExecuteAsync(_leaving.Token);
        if (_datasets.Count > 0) await BeginAsync(_datasets[0]);
    }

    private Task ChooseDatasetAsync(ChangeEventArgs chosen) => BeginAsync(_datasets!.Single(d => d.Id.ToString() == (string?)chosen.Value));

    /// <summary>The usual counts, lowered where a label has fewer cases.</summary>
    private async Task BeginAsync(DatasetRow dataset)
    {
        var form = _form = new StudyForm(dataset, _models, _readers, FirstSeed);
        _preview = null;
        if (!await PreviewAsync()) return;
        foreach (var stratum in form.Sample.Strata) stratum.Count = Math.Min(stratum.Count, Available(stratum.Plan.Name));
        await PreviewAsync();
    }

    /// <returns>False when a later draw was asked for meanwhile; this one is then dropped.</returns>
    private async Task<bool> PreviewAsync()
    {
        if (_form is not { } form) return false;
        var asked = ++_asked;
        var preview = await PreviewSample.ExecuteAsync(form.Dataset.Id, form.Sampling, _leaving.Token);
        if (asked != _asked) return false;
        _preview = preview;
        ForgetProblems();
        return true;
    }

    /// <summary>What was wrong with the design before it was changed may be wrong no more.</summary>
    private void ForgetProblems() => _problems = [];

    private int Available(string label) => _preview?.Strata.FirstOrDefault(s => s.Label == label)?.Available ?? 0;

    /// <summary>What the maps of a reader are, and how long they may take.</summary>
    private string Reading(StudyForm form)
    {
        (int Count, string What)[] more = [(Calibrating, $"{Calibrating} to calibrate"), (Repeats, StudyWords.Count(Repeats, "repeat")), (form.Order.Controls, StudyWords.Count(form.Order.Controls, "hidden control"))];
        var sessions = Math.Max(1, form.Order.Sessions);
        var minutes = Math.Max(1, Math.Round(PerReader * SecondsPerMap / 60.0 / sessions));
        return $"{StudyWords.Count(Drawn, "case")} × {StudyWords.Count(ArmCount, "model")}"
            + string.Concat(more.Where(m => m.Count > 0).Select(m => $" + {m.What}"))
            + string.Create(CultureInfo.InvariantCulture, $"; {(sessions == 1 ? "one session" : $"{sessions} sessions")} of about {minutes} min at {SecondsPerMap} s a map");
    }

    private async Task CreateAsync()
    {
        if (_form is not { } form || _working) return;
        _working = true;
        try
        {
            _problems = await CreateAsync(form, await Authentication.ActorAsync());
        }
        finally
        {
            _working = false;
        }
    }

    private async Task<IReadOnlyList<string>> CreateAsync(StudyForm form, string actor)
    {
        var outcome = await CreateStudy.ExecuteAsync(form.ToDesign(), actor, _leaving.Token);
        if (outcome is StudyOutcome.Refused refused) return refused.Reasons;
        if (outcome is not StudyOutcome.Done created) return [];
        var readers = form.Readers.Where(r => r.IsChosen).Select(r => r.Account).ToList();
        if (readers.Count > 0 && await AddReaders.ExecuteAsync(created.Id, readers, actor, _leaving.Token) is StudyOutcome.Refused without)
        {
            _draft = created.Id;
            return [.. without.Reasons.Select(reason => $"The draft is made, but without its readers: {reason}")];
        }
        Navigation.NavigateTo($"/studies/{created.Id}");
        return [];
    }
}
