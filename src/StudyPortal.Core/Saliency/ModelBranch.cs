using StudyPortal.Core.Models;

namespace StudyPortal.Core.Saliency;

/// <summary>A model and the batch norm through which it is explained.</summary>
public readonly record struct ModelBranch(ModelId ModelId, NormBranch Branch);
