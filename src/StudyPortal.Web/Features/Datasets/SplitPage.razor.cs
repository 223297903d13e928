using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>Divides the patients of a data set anew, or moves some of them, until something was made from the split.</summary>
public sealed partial class SplitPage : IDisposable
{
    private const int PageSize = 25;

    private readonly CancellationTokenSource _closed = new();
    private readonly HashSet<string> _chosen = [];
    private readonly SortedDictionary<DatasetSplit, double> _percent = new()
    {
        [DatasetSplit.Train] = 70, [DatasetSplit.Validation] = 10, [DatasetSplit.Test] = 20,
    };

    private DatasetHead? _dataset;
    private PatientList _patients = new(0, []);
    private SplitPreview? _preview;
    private DatasetSplit? _from;
    private DatasetSplit _target = DatasetSplit.Test;
    private string? _locked, _said, _text;
    private int _seed = 1, _page;
    private bool _stratify = true, _isBusy, _isRefused;

    [Parameter] public Guid Id { get; set; }

    [Inject] public required ReadDatasetHead Datasets { get; set; }

    [Inject] public required ListPatients List { get; set; }

    [Inject] public required MovePatients Move { get; set; }

    [Inject] public required DivideAgain Divide { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    private DatasetId Dataset => new(Id);

    private SplitShares Shares => new(_percent[DatasetSplit.Train] / 100, _percent[DatasetSplit.Validation] / 100, _percent[DatasetSplit.Test] / 100);

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        await ReadAsync();
        if (_dataset is null) Navigation.NotFound();
        else _seed = (_dataset.SplitSeed ?? 0) + 1;
    }

    private async Task ReadAsync()
    {
        _locked = await Divide.RefusalAsync(Dataset, _closed.Token);
        await LoadPatientsAsync(0);
        _dataset = await Datasets.ExecuteAsync(Dataset, _closed.Token);
    }

    private async Task LoadPatientsAsync(int page) => (_page, _patients) = (page, await List.ExecuteAsync(Dataset, _from, _text, page, PageSize, _closed.Token));

    private Task FromAsync(ChangeEventArgs change)
    {
        _from = Enum.TryParse<DatasetSplit>($"{change.Value}", out var split) ? split : null;
        return LoadPatientsAsync(0);
    }

    private Task SearchAsync(ChangeEventArgs change)
    {
        _text = $"{change.Value}";
        return LoadPatientsAsync(0);
    }

    private void SetPercent(DatasetSplit split, ChangeEventArgs change)
    {
        _percent[split] = double.TryParse($"{change.Value}", NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) ? percent : 0;
        Forget();
    }

    private void Choose(string patient, ChangeEventArgs change)
    {
        if (change.Value is true) _chosen.Add(patient);
        else _chosen.Remove(patient);
    }

    /// <summary>A preview of other settings is none.</summary>
    private void Forget() => _preview = null;

    private Task PreviewAsync() => BusyAsync(async _ =>
    {
        _said = null;
        _preview = await Divide.PreviewAsync(Dataset, Shares, _seed, _stratify, _closed.Token);
    });

    private Task DivideAsync() => BusyAsync(async actor => await TellAsync(await Divide.ExecuteAsync(Dataset, Shares, _seed, _stratify, actor, _closed.Token)));

    private Task MoveAsync() => BusyAsync(async actor => await TellAsync(await Move.ExecuteAsync(Dataset, _chosen, _target, actor, _closed.Token)));

    private async Task TellAsync(SplitOutcome outcome)
    {
        _isRefused = outcome is SplitOutcome.Refused;
        _said = outcome switch
        {
            SplitOutcome.Changed changed => $"Moved {Patients(changed.Patients)} with {DatasetWords.Cases(changed.Cases)}.",
            SplitOutcome.Refused refused => refused.Reason,
            _ => null,
        };
        if (_isRefused) return;
        _chosen.Clear();
        Forget();
        await ReadAsync();
    }

    private async Task BusyAsync(Func<string, Task> work)
    {
        _isBusy = true;
        try
        {
            await work((await Authentication).User.Identity?.Name ?? "");
        }
        finally
        {
            _isBusy = false;
        }
    }

    private static string Patients(int count) => $"{DatasetWords.Count(count)} {(count == 1 ? "patient" : "patients")}";
}
