namespace StudyPortal.Core.Datasets;

/// <summary>A data set in a list.</summary>
public sealed record DatasetRow(
    DatasetId Id, string Name, string Adapter, bool IsSynthetic, IReadOnlyList<string> Labels, int Cases, int Patients, DateTime ImportedUtc, string ImportedBy);
