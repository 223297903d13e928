namespace StudyPortal.Core.Datasets;

/// <summary>A case with every label of its data set.</summary>
/// <param name="Number">In its data set, from 1.</param>
/// <param name="Patient">A pseudonym.</param>
/// <param name="View">As the source calls it; empty where it does not.</param>
/// <param name="Origin">File or object of the source.</param>
/// <param name="WindowLow">The stored value that the source shows as black.</param>
/// <param name="WindowHigh">The stored value that it shows as white.</param>
/// <param name="Modality">As the source says, such as CT; empty where it does not.</param>
/// <param name="Slices">That a reader can scroll through; 0 for a single image.</param>
/// <param name="KeySlice">The one that is shown first and that models see, from 0.</param>
/// <param name="PixelsHash">SHA-256 of the stored PNG.</param>
/// <param name="Labels">In the set's order.</param>
/// <param name="Boxes">Where findings lie.</param>
/// <param name="Previous">Number of the case before it among those that the filter lets through; null at the end.</param>
/// <param name="Next">Number of the case after it.</param>
public sealed record CaseDetails(
    CaseId Id, DatasetId DatasetId, string DatasetName, bool IsSynthetic, int Number, string Patient, DatasetSplit Split, string View, string Origin,
    int Width, int Height, int BitDepth, int WindowLow, int WindowHigh, string Modality, int Slices, int KeySlice, string PixelsHash,
    IReadOnlyList<CaseFinding> Labels, IReadOnlyList<CaseBox> Boxes, int? Previous, int? Next);
