namespace StudyPortal.Core.Datasets;

/// <summary>A patient with the split that all cases of the patient are in.</summary>
public sealed record PatientRow(string Patient, DatasetSplit Split, int Cases);
