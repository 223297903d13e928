namespace StudyPortal.Core.Datasets;

/// <summary>
/// A case with every label of its data set, in the set's order. <see cref="Previous"/> and <see cref="Next"/> are the numbers of its
/// neighbours among the cases that the filter lets through; null at the ends.
/// </summary>
public sealed record CaseDetails(
    CaseId Id, DatasetId DatasetId, string DatasetName, bool IsSynthetic, int Number, string Patient, DatasetSplit Split, string View, string Origin,
    int Width, int Height, int BitDepth, int WindowLow, int WindowHigh, string Modality, int Slices, int KeySlice, string PixelsHash,
    IReadOnlyList<CaseFinding> Labels, IReadOnlyList<CaseBox> Boxes, int? Previous, int? Next);
