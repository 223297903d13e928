using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Studies;

/// <summary>A case of the sample.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="TargetLabel">The label whose map is rated.</param>
/// <param name="Stratum">The stratum that drew it.</param>
/// <param name="Weight">Cases of the stratum per case drawn.</param>
public sealed record DrawnCase(CaseId CaseId, string TargetLabel, string Stratum, double Weight);
