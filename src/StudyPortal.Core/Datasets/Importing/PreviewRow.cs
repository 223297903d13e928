namespace StudyPortal.Core.Datasets;

/// <summary>A row of the source as it was understood.</summary>
public sealed record PreviewRow(string File, DatasetSplit Split, string View, IReadOnlyList<LabelValue> Values, int Boxes);
