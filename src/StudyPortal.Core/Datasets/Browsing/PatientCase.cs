namespace StudyPortal.Core.Datasets;

/// <summary>A case among those of one patient.</summary>
public sealed record PatientCase(CaseId Id, int Number, string View, string Modality, CaseReview Review);
