namespace StudyPortal.Core.Datasets;

/// <summary>A patient to be put into a split.</summary>
/// <param name="Images">That go with the patient.</param>
/// <param name="Stratum">Patients of one stratum are spread evenly over the splits.</param>
internal sealed record PatientImages(string Patient, int Images, string Stratum);
