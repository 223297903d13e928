using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models;

/// <summary>Asks a trainer for a new model.</summary>
public sealed record TrainRequest(DatasetId DatasetId, string ModelName, string RecipeJson)
{
    /// <summary>Weights to start from; null for random ones.</summary>
    public StartWeights? StartFrom { get; init; }
}

/// <summary>A stored weight file that training starts from.</summary>
/// <param name="Weights">The file.</param>
/// <param name="FileName">For messages and the model card.</param>
public sealed record StartWeights(BlobHash Weights, string FileName);
