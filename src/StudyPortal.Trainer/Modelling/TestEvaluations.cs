using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;

namespace StudyPortal.Trainer.Modelling;

/// <summary>
/// The evaluations that every trained model gets on its own test split: each batch norm clean, and attacked through itself.
/// A model with one batch norm has two of them, one with two has four.
/// </summary>
internal sealed class TestEvaluations(ReadModel models, EvaluateModel evaluate)
{
    public const int AttackSteps = 10;

    /// <param name="model">A registered model.</param>
    /// <param name="dataset">Whose test split is predicted; nothing happens when it has none.</param>
    /// <param name="epsilon">Radius of the attack; 0 for none.</param>
    /// <param name="progress">Told the share done, 0..1, and what is being done.</param>
    /// <param name="cancellationToken">Ends it between batches; what is stored stays.</param>
    public async Task ExecuteAsync(
        ModelId model, DatasetDetails dataset, double epsilon, Action<double, string> progress, CancellationToken cancellationToken)
    {
        if (dataset.Splits.All(split => split.Split != DatasetSplit.Test)) return;
        var variant = (await models.ExecuteAsync(model, cancellationToken))!.Model.Variant;
        var requests = Requests(model, dataset.Id, variant, epsilon).ToList();
        for (var i = 0; i < requests.Count; i++)
        {
            var message = requests[i].Steps == 0 ? "Predicting the test split" : "Attacking the test split";
            await evaluate.ExecuteAsync(requests[i], done => progress((i + done) / requests.Count, message), cancellationToken);
        }
    }

    private static IEnumerable<EvaluateRequest> Requests(ModelId model, DatasetId dataset, ModelVariant variant, double epsilon)
    {
        NormBranch[] branches = variant == ModelVariant.DualBn ? [NormBranch.Clean, NormBranch.Adversarial] : [NormBranch.Clean];
        var clean = branches.Select(branch => EvaluateRequest.Clean(model, dataset, DatasetSplit.Test, branch)).ToList();
        return epsilon > 0 ? clean.Concat(clean.Select(request => request with { Epsilon = epsilon, Steps = AttackSteps })) : clean;
    }
}
