using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Learning;
using StudyPortal.Learning.Networks;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Modelling;

/// <summary>Predicts every case of a split, clean or under attack; stores nothing.</summary>
internal sealed class PredictSplit(ReadDataset datasets, LoadCases cases, CaseImages images)
{
    /// <param name="request">Which split, branch and attack; its model is not looked at.</param>
    /// <param name="open">Builds the network, in evaluation mode, on the thread that uses it.</param>
    /// <param name="labels">One per logit.</param>
    /// <param name="exclusiveLabels">Whether an image has exactly one of them.</param>
    /// <param name="inputSize">Side of the network's input.</param>
    /// <param name="progress">Told the share done, 0..1.</param>
    /// <param name="cancellationToken">Looked at before each batch.</param>
    /// <exception cref="InvalidOperationException">No such data set, nothing in the split, or none of the labels in the data set.</exception>
    public Task<SplitPredictions> ExecuteAsync(
        EvaluateRequest request, Func<ResNet> open, IReadOnlyList<string> labels, bool exclusiveLabels, int inputSize, Action<double> progress, CancellationToken cancellationToken) =>
        ExecuteAsync(request, labels, inputSize, (inputs, truth) =>
        {
            using var network = open();
            return new RequestedLogits(network, request, exclusiveLabels).Compute(inputs, truth, done => progress((double)done / inputs.Count), cancellationToken);
        }, cancellationToken);

    /// <summary>Likewise with logits computed by other means from the images and what is true of them, images x labels.</summary>
    public async Task<SplitPredictions> ExecuteAsync(
        EvaluateRequest request, IReadOnlyList<string> labels, int inputSize, Func<ImageSet, float[], float[]> compute, CancellationToken cancellationToken)
    {
        var split = await cases.ExecuteAsync(request.DatasetId, request.Split, cancellationToken);
        if (split.Count == 0) throw new InvalidOperationException($"The data set has no case in its {request.Split} split: choose another split.");
        var truth = await TruthAsync(request, split, labels, cancellationToken);
        using var inputs = await images.OpenAsync([.. split.Select(c => c.Pixels)], inputSize, _ => { }, cancellationToken);
        var logits = await DedicatedThread.RunAsync(() => compute(inputs, truth));
        return new SplitPredictions(split, labels, truth, logits);
    }

    /// <summary>NaN where the case's label is uncertain or the data set does not have the label, under its own name or the mapped one.</summary>
    private async Task<float[]> TruthAsync(EvaluateRequest request, IReadOnlyList<LoadedCase> split, IReadOnlyList<string> labels, CancellationToken cancellationToken)
    {
        var dataset = await datasets.ExecuteAsync(request.DatasetId, cancellationToken) ?? throw new InvalidOperationException("The data set does not exist.");
        var columns = labels.Select(label => dataset.Labels.ToList().IndexOf(request.LabelMap.GetValueOrDefault(label, label))).ToList();
        if (columns.All(column => column < 0))
            throw new InvalidOperationException($"{dataset.Name} has none of the labels {string.Join(", ", labels)}: choose another data set.");
        return [.. split.SelectMany(c => columns, (c, column) => column < 0 ? float.NaN : Number(c.Values[column].Truth()))];
    }

    private static float Number(bool? truth) => truth switch { true => 1, false => 0, null => float.NaN };
}
