using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Core.Saliency;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>Brings together what an analysis looks at, has it computed and stores what was found.</summary>
internal sealed class AnalyseModel(
    ReadModel models, ReadDataset datasets, LoadCases cases, CaseImages images, LoadLesionMasks masks, StoredNetworks networks, StoreAnalysis store,
    IEnumerable<Analyst> analysts)
{
    /// <summary>Seed by which cases are drawn: every analysis of a split looks at the same ones.</summary>
    private const int DrawSeed = 1;

    /// <summary>The id of the analysis; one that this version stored before is not made again.</summary>
    /// <param name="request">What to analyse.</param>
    /// <param name="progress">Told the share done, 0..1.</param>
    /// <param name="cancellationToken">Ends it; then nothing is stored.</param>
    /// <exception cref="InvalidOperationException">A model or the data set is gone, or no case fits.</exception>
    public async Task<AnalysisId> ExecuteAsync(AnalyseRequest request, Action<double> progress, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(request, cancellationToken) is { } stored) return stored;
        var analyst = analysts.Single(a => a.Kind == request.Kind);
        var model = await ModelAsync(request.ModelId, cancellationToken);
        var other = request.Parameters.Other is { } id ? await ModelAsync(id, cancellationToken) : null;
        var chosen = await ChooseAsync(request, model, analyst.Choice, cancellationToken);
        using var set = await images.ReadAsync([.. chosen.Cases.Select(c => c.Pixels)], model.InputSize, cancellationToken);
        var result = await DedicatedThread.RunAsync(() =>
        {
            using var network = networks.Open(model);
            using var second = other is null ? null : networks.Open(other);
            var subject = new AnalysisSubject(request, model, network, other, second, chosen.Cases, set, chosen.Truth, chosen.Findings, chosen.Masks);
            return analyst.Compute(subject, new ShareOf(progress), cancellationToken);
        });
        return await store.ExecuteAsync(request, result, cancellationToken);
    }

    private async Task<Model> ModelAsync(ModelId id, CancellationToken cancellationToken) =>
        (await models.ExecuteAsync(id, cancellationToken))?.Model ?? throw new InvalidOperationException("The model does not exist.");

    private async Task<Chosen> ChooseAsync(AnalyseRequest request, Model model, CaseChoice choice, CancellationToken cancellationToken)
    {
        var dataset = await datasets.ExecuteAsync(request.DatasetId, cancellationToken) ?? throw new InvalidOperationException("The data set does not exist.");
        var columns = model.Labels.Select(label => dataset.Labels.ToList().IndexOf(label)).ToList();
        var split = await cases.ExecuteAsync(request.DatasetId, request.Split, cancellationToken);
        var all = new Chosen(split, columns, Findings(split, columns, choice), []);
        if (choice == CaseChoice.WithBox) all = await WithBoxesAsync(all, model, cancellationToken);
        var fitting = choice == CaseChoice.Any ? Enumerable.Range(0, split.Count) : all.Findings.Select(finding => finding.Case).Distinct();
        var drawn = Draw([.. fitting], request.Parameters.Cases);
        return drawn.Count > 0
            ? all.Only(drawn)
            : throw new InvalidOperationException($"No case in the {request.Split} split of {dataset.Name} {Lacking(choice)}: choose another split or data set.");
    }

    private static string Lacking(CaseChoice choice) => choice switch
    {
        CaseChoice.WithFinding => "has one of the model's labels",
        CaseChoice.WithBox => "has a lesion box for one of the model's labels",
        _ => "is there",
    };

    private static List<(int Case, int Label)> Findings(IReadOnlyList<LoadedCase> split, List<int> columns, CaseChoice choice) => choice == CaseChoice.Any ? [] :
    [
        .. from row in Enumerable.Range(0, split.Count)
           from label in Enumerable.Range(0, columns.Count)
           where columns[label] >= 0 && split[row].Values[columns[label]] == LabelValue.Positive
           select (row, label),
    ];

    private async Task<Chosen> WithBoxesAsync(Chosen all, Model model, CancellationToken cancellationToken)
    {
        var found = await masks.ExecuteAsync([.. all.Findings.Select(f => (all.Cases[f.Case].Id, model.Labels[f.Label]))], model.InputSize, cancellationToken);
        var boxed = all.Findings.Zip(found).Where(pair => pair.Second.Any(share => share > 0)).ToList();
        return all with { Findings = [.. boxed.Select(pair => pair.First)], Masks = [.. boxed.Select(pair => pair.Second)] };
    }

    private static List<int> Draw(int[] fitting, int most)
    {
        new Random(DrawSeed).Shuffle(fitting);
        return [.. fitting.Take(most).Order()];
    }

    /// <param name="Columns">The place of each label of the model among those of the data set; negative where it has none.</param>
    private sealed record Chosen(
        IReadOnlyList<LoadedCase> Cases, List<int> Columns, IReadOnlyList<(int Case, int Label)> Findings, IReadOnlyList<float[]> Masks)
    {
        public float[] Truth => [.. Cases.SelectMany(c => Columns, (c, column) => column < 0 ? float.NaN : Number(c.Values[column].Truth()))];

        public Chosen Only(List<int> rows)
        {
            var kept = Enumerable.Range(0, Findings.Count).Where(at => rows.Contains(Findings[at].Case)).ToList();
            return this with
            {
                Cases = [.. rows.Select(row => Cases[row])],
                Findings = [.. kept.Select(at => (rows.IndexOf(Findings[at].Case), Findings[at].Label))],
                Masks = Masks.Count == 0 ? [] : [.. kept.Select(at => Masks[at])],
            };
        }

        private static float Number(bool? truth) => truth switch { true => 1, false => 0, null => float.NaN };
    }
}
