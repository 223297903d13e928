using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;

namespace StudyPortal.Core.Saliency;

/// <summary>One map to be made: what this version of the software makes it from.</summary>
public readonly record struct MapTask(CaseId CaseId, ModelId ModelId, NormBranch Branch, string Method, string TargetLabel);
