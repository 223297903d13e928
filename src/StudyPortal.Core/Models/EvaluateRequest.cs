using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Models;

/// <summary>Asks a trainer for predictions; see <see cref="Evaluation"/> for the fields.</summary>
public sealed record EvaluateRequest(
    ModelId ModelId, DatasetId DatasetId, DatasetSplit Split, NormBranch Branch, double Epsilon, int Steps, NormBranch AttackBranch)
{
    /// <summary>For labels of the model that the data set has under another name: that name. A label that is not in it is judged by its own name.</summary>
    public IReadOnlyDictionary<string, string> LabelMap { get; init; } = new Dictionary<string, string>();

    public static EvaluateRequest Clean(ModelId model, DatasetId dataset, DatasetSplit split, NormBranch branch) =>
        new(model, dataset, split, branch, 0, 0, branch);
}
