using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Modelling;

/// <summary>Predicts a split, clean or under attack, and stores the predictions.</summary>
internal sealed class EvaluateModel(
    ReadModel models, ReadDataset datasets, LoadCases cases, CaseImages images, StoredNetworks networks, StorePredictions store)
{
    /// <summary>The id of the evaluation; one that was stored before is not computed again.</summary>
    /// <param name="request">What to predict.</param>
    /// <param name="progress">Told the share done, 0..1.</param>
    /// <param name="cancellationToken">Looked at before each batch; then nothing is stored.</param>
    /// <exception cref="InvalidOperationException">There is no such model, or nothing in the split.</exception>
    public async Task<EvaluationId> ExecuteAsync(EvaluateRequest request, Action<double> progress, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(request, cancellationToken) is { } stored) return stored;

        var model = (await models.ExecuteAsync(request.ModelId, cancellationToken))?.Model
            ?? throw new InvalidOperationException("The model does not exist.");
        var split = await cases.ExecuteAsync(request.DatasetId, request.Split, cancellationToken);
        if (split.Count == 0) throw new InvalidOperationException($"The data set has no case in its {request.Split} split: choose another split.");
        var truth = await TruthAsync(request.DatasetId, split, model, cancellationToken);
        var inputs = await images.ReadAsync([.. split.Select(c => c.Pixels)], model.InputSize, cancellationToken);
        var logits = await DedicatedThread.RunAsync(() =>
        {
            using var network = networks.Open(model);
            return new RequestedLogits(network, request).Compute(inputs, truth, done => progress((double)done / split.Count), cancellationToken);
        });
        return await store.ExecuteAsync(request, Rows(split, logits, model.Labels.Count), cancellationToken);
    }

    /// <summary>Cases x the model's labels; NaN where the case's label is uncertain or the data set does not have the label.</summary>
    private async Task<float[]> TruthAsync(DatasetId id, IReadOnlyList<LoadedCase> split, Model model, CancellationToken cancellationToken)
    {
        var dataset = await datasets.ExecuteAsync(id, cancellationToken) ?? throw new InvalidOperationException("The data set does not exist.");
        var columns = model.Labels.Select(label => dataset.Labels.ToList().IndexOf(label)).ToList();
        if (columns.All(column => column < 0))
            throw new InvalidOperationException($"{dataset.Name} has none of the labels of {model.Name} ({string.Join(", ", model.Labels)}): choose another data set.");
        return [.. split.SelectMany(c => columns, (c, column) => column < 0 ? float.NaN : Number(c.Values[column].Truth()))];
    }

    private static float Number(bool? truth) => truth switch { true => 1, false => 0, null => float.NaN };

    private static List<CaseLogits> Rows(IReadOnlyList<LoadedCase> split, float[] logits, int classes) =>
        [.. split.Select((c, row) => new CaseLogits(c.Id, [.. logits.Skip(row * classes).Take(classes).Select(logit => (double)logit)]))];
}
