using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Studies;

/// <summary>A hidden control as it was drawn with the sample.</summary>
/// <param name="Kind">What its map is.</param>
/// <param name="CaseId">The case of the sample whose image is shown.</param>
/// <param name="Arm">Ordinal of the arm whose map, or network, it is; null where it is of none.</param>
/// <param name="MapCaseId">The case whose map is shown; another one only for <see cref="ControlKind.OtherPatient"/>.</param>
internal sealed record PlannedControl(ControlKind Kind, CaseId CaseId, int? Arm, CaseId MapCaseId);
