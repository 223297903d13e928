using StudyPortal.Core.Models;
using StudyPortal.Core.Saliency;
using StudyPortal.Imaging.Display;
using StudyPortal.Learning.Explanation;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Modelling;

/// <summary>Makes the maps that are missing, one model after another.</summary>
internal sealed class ExplainCases(
    ListMissingMaps missing, ReadModel models, ListCasePixels pixels, CaseImages images, StoredNetworks networks, StoreMap store)
{
    private const int BatchSize = 32;

    /// <summary>How many maps were made.</summary>
    /// <param name="request">What to explain.</param>
    /// <param name="progress">Told the maps made and the maps to make.</param>
    /// <param name="cancellationToken">Ends it between batches; the maps made stay.</param>
    /// <exception cref="NotSupportedException">The method is not one that this version has.</exception>
    public async Task<int> ExecuteAsync(ExplainRequest request, Action<int, int> progress, CancellationToken cancellationToken)
    {
        if (!SaliencyMethods.All.Contains(request.Method))
            throw new NotSupportedException($"There is no method '{request.Method}': expected one of {string.Join(", ", SaliencyMethods.All)}.");
        var tasks = await missing.ExecuteAsync(request, cancellationToken);
        var made = 0;
        foreach (var ofModel in tasks.GroupBy(task => (task.ModelId, task.Branch)))
        {
            var model = (await models.ExecuteAsync(ofModel.Key.ModelId, cancellationToken))!.Model;
            foreach (var batch in ofModel.Chunk(BatchSize))
            {
                await ExplainAsync(model, batch, cancellationToken);
                progress(made += batch.Length, tasks.Count);
            }
        }

        return made;
    }

    private async Task ExplainAsync(Model model, MapTask[] batch, CancellationToken cancellationToken)
    {
        var blobs = await pixels.ExecuteAsync([.. batch.Select(task => task.CaseId).Distinct()], cancellationToken);
        var inputs = await images.ReadAsync([.. batch.Select(task => blobs[task.CaseId])], model.InputSize, cancellationToken);
        var targets = batch.Select(task => model.Labels.IndexOf(task.TargetLabel)).ToList();
        var maps = await DedicatedThread.RunAsync(() =>
        {
            using var network = networks.Open(model);
            using var explainer = new Explainer(network, batch[0].Branch.ToLearning(), new InputGradient());
            return explainer.Maps(inputs, targets, null, cancellationToken);
        });
        var area = model.InputSize * model.InputSize;
        for (var i = 0; i < batch.Length; i++)
            await store.ExecuteAsync(batch[i], new FloatMap(model.InputSize, model.InputSize, maps[(i * area)..((i + 1) * area)]), cancellationToken);
    }
}
