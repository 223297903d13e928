using StudyPortal.Core.Models;
using StudyPortal.Core.Saliency;
using StudyPortal.Imaging.Display;
using StudyPortal.Learning.Explanation;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Modelling;

/// <summary>Makes the maps that are missing, one model and method after another.</summary>
internal sealed class ExplainCases(
    ListMissingMaps missing, ReadModel models, ListCasePixels pixels, CaseImages images, StoredNetworks networks, StoreMap store)
{
    /// <summary>Maps that go to the store together: as many as a method makes in about this many passes.</summary>
    private const int PassesAtOnce = 64;

    /// <summary>How many maps were made.</summary>
    /// <param name="request">What to explain.</param>
    /// <param name="progress">Told the maps made and the maps to make.</param>
    /// <param name="cancellationToken">Ends it between batches; the maps made stay.</param>
    /// <exception cref="NotSupportedException">The method is not one that this version has.</exception>
    public async Task<int> ExecuteAsync(ExplainRequest request, Action<int, int> progress, CancellationToken cancellationToken)
    {
        SaliencyMethods.Require(request.Method);
        var tasks = await missing.ExecuteAsync(request, cancellationToken);
        foreach (var method in tasks.Select(task => task.Method).Distinct()) SaliencyMethods.Require(method);
        var made = 0;
        foreach (var ofModel in tasks.GroupBy(task => (task.ModelId, task.Branch, task.Method)))
        {
            var model = (await models.ExecuteAsync(ofModel.Key.ModelId, cancellationToken))!.Model;
            var method = MapMethods.Of(ofModel.Key.Method);
            using var network = await DedicatedThread.RunAsync(() => networks.Open(model));
            using var explainer = await DedicatedThread.RunAsync(() => new Explainer(network, ofModel.Key.Branch.ToLearning(), method));
            foreach (var batch in ofModel.Chunk(Math.Max(1, PassesAtOnce / method.Passes)))
            {
                await ExplainAsync(model, explainer, batch, cancellationToken);
                progress(made += batch.Length, tasks.Count);
            }
        }

        return made;
    }

    private async Task ExplainAsync(Model model, Explainer explainer, MapTask[] batch, CancellationToken cancellationToken)
    {
        var blobs = await pixels.ExecuteAsync([.. batch.Select(task => task.CaseId).Distinct()], cancellationToken);
        using var inputs = await images.ReadAsync([.. batch.Select(task => blobs[task.CaseId])], model.InputSize, cancellationToken);
        var targets = batch.Select(task => model.Labels.IndexOf(task.TargetLabel)).ToList();
        var maps = await DedicatedThread.RunAsync(() => explainer.Maps(inputs, targets, null, cancellationToken));
        var area = model.InputSize * model.InputSize;
        for (var i = 0; i < batch.Length; i++)
            await store.ExecuteAsync(batch[i], new FloatMap(model.InputSize, model.InputSize, maps[(i * area)..((i + 1) * area)]), cancellationToken);
    }
}
