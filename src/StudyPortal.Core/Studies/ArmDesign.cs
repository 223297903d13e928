using StudyPortal.Core.Models;

namespace StudyPortal.Core.Studies;

/// <summary>A model and the batch norm through which its maps are made.</summary>
public sealed record ArmDesign(ModelId ModelId, NormBranch Branch);
