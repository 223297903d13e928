namespace StudyPortal.Core.Datasets;

/// <summary>A data set in a list.</summary>
/// <param name="KeptOut">Cases that wait until somebody has looked for text in their pixels, or were left out then.</param>
public sealed record DatasetRow(
    DatasetId Id, string Name, string Adapter, bool IsSynthetic, IReadOnlyList<string> Labels, int Cases, int Patients, DateTime ImportedUtc, string ImportedBy, int KeptOut);
