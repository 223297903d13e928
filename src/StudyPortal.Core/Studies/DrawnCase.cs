using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Studies;

/// <summary>A case of the sample.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="TargetLabel">The label whose map is rated.</param>
/// <param name="Stratum">The name of the stratum that drew it.</param>
/// <param name="Weight">
/// Candidates of the stratum per case drawn, so that the weights of a stratum add up to its candidates; with one case per patient
/// these are patients. 0 in the calibration block, which stands for nobody.
/// </param>
public sealed record DrawnCase(CaseId CaseId, string TargetLabel, string Stratum, double Weight);
