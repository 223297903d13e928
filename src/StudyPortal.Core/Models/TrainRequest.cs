using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Models;

/// <summary>Asks a trainer for a new model.</summary>
public sealed record TrainRequest(DatasetId DatasetId, string ModelName, string RecipeJson);
