namespace StudyPortal.Core.Datasets;

/// <summary>Some of the <see cref="Total"/> patients that were asked for.</summary>
public sealed record PatientList(int Total, IReadOnlyList<PatientRow> Patients);
