using StudyPortal.Core.Models;

namespace StudyPortal.Trainer.Modelling;

/// <summary>Predicts a split with a registered model and stores the predictions.</summary>
internal sealed class EvaluateModel(ReadModel models, PredictSplit predict, StoredNetworks networks, StorePredictions store)
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
        var predictions = await predict.ExecuteAsync(
            request, () => networks.Open(model), model.Labels, RecipeReader.HasExclusiveLabels(model), model.InputSize, progress, cancellationToken);
        return await StoreAsync(request, predictions, cancellationToken);
    }

    /// <summary>Keeps predictions that were made of the requested model.</summary>
    public Task<EvaluationId> StoreAsync(EvaluateRequest request, SplitPredictions predictions, CancellationToken cancellationToken) =>
        store.ExecuteAsync(request, Rows(predictions), cancellationToken);

    private static List<CaseLogits> Rows(SplitPredictions predictions) =>
    [
        .. predictions.Cases.Select((c, row) => new CaseLogits(
            c.Id, [.. Enumerable.Range(0, predictions.Labels.Count).Select(label => predictions.At(row, label).Logit)])),
    ];
}
