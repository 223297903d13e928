using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;

namespace StudyPortal.Web.Features.Models;

public sealed partial class TrainPage : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<DatasetRow>? _datasets;
    private IReadOnlyList<RecipeDocument> _recipes = [];
    private RecipeDocument _recipe = new("", "", "", "{}");
    private DatasetId _dataset;
    private IReadOnlyList<ModelRow> _models = [];
    private ModelId? _start;
    private string _name = "";
    private double? _epochs, _width, _batchSize, _seed, _epsilon, _steps;
    private string? _refusal;
    private bool _starting;

    [Inject] public required ListDatasets ListDatasets { get; set; }

    [Inject] public required ListRecipes ListRecipes { get; set; }

    [Inject] public required ListModels ListModels { get; set; }

    [Inject] public required ReadModel ReadModel { get; set; }

    [Inject] public required StartTraining StartTraining { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    private RecipeDocument Chosen => _recipe.With(new RecipeNumbers(
        (int?)_epochs, (int?)_width, (int?)_batchSize, (int?)_seed, _epsilon, (int?)_steps));

    /// <summary>The models that the recipe can start from.</summary>
    private IEnumerable<ModelRow> Starts => _models.Where(model =>
        model.Architecture == _recipe.Architecture && model.Width == (int?)_width
        && (model.Variant != ModelVariant.DualBn || _recipe.Variant == ModelVariant.DualBn));

    /// <summary>One that no longer fits the recipe is no longer chosen.</summary>
    private ModelId? Start => Starts.Any(model => model.Id == _start) ? _start : null;

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _recipes = [.. ListRecipes.Execute().OrderBy(recipe => Shelf(recipe.Name)).ThenBy(recipe => recipe.Variant)];
        var datasets = await ListDatasets.ExecuteAsync(_closed.Token);
        if (datasets.Count > 0) _dataset = datasets[0].Id;
        _models = await ListModels.ExecuteAsync(_closed.Token);
        _datasets = datasets;
        Take(_recipes[0]);
    }

    /// <summary>The quick ones first.</summary>
    private static int Shelf(string name) => name.StartsWith("phantom", StringComparison.Ordinal) ? 0 : name.StartsWith("small", StringComparison.Ordinal) ? 1 : name.StartsWith("paper", StringComparison.Ordinal) ? 2 : 3;

    private void ChooseDataset(ChangeEventArgs change)
    {
        _dataset = DatasetId.From(Guid.Parse((string)change.Value!));
        SuggestName();
    }

    private void ChooseRecipe(ChangeEventArgs change) => Take(_recipes.Single(recipe => recipe.Name == (string)change.Value!));

    private void ChooseStart(ChangeEventArgs change) => _start = Guid.TryParse((string?)change.Value, out var id) ? ModelId.From(id) : null;

    private void Take(RecipeDocument recipe)
    {
        _recipe = recipe;
        var numbers = recipe.Numbers;
        (_epochs, _width, _batchSize, _seed, _epsilon, _steps) =
            (numbers.Epochs, numbers.Width, numbers.BatchSize, numbers.Seed, numbers.Epsilon, numbers.Steps);
        SuggestName();
    }

    private void SuggestName() =>
        _name = $"{_datasets?.FirstOrDefault(set => set.Id == _dataset)?.Name} {(_recipe.HasShuffledLabels ? "control" : ModelWords.Text(_recipe.Variant))}".Trim();

    private async Task StartAsync()
    {
        _starting = true;
        var user = (await Authentication).User.Identity?.Name ?? "";
        var start = Start is { } id ? (await ReadModel.ExecuteAsync(id, _closed.Token))?.Model : null;
        var request = new TrainRequest(_dataset, _name.Trim(), Chosen.Recipe)
        {
            StartFrom = start is null ? null : new StartWeights(start.Weights, $"the model {start.Name}"),
        };
        var outcome = await StartTraining.ExecuteAsync(request, user, _closed.Token);
        _starting = false;
        if (outcome is ModelJobOutcome.Refused refused) _refusal = refused.Reason;
        if (outcome is ModelJobOutcome.Started started) Navigation.NavigateTo($"/jobs/{started.Job}");
    }
}
