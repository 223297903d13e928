namespace StudyPortal.Core.Datasets;

/// <summary>A case with every label of its data set.</summary>
/// <param name="Adapter">Format of the source.</param>
/// <param name="ImportId">The import that brought it.</param>
/// <param name="Number">In its data set, from 1.</param>
/// <param name="Patient">A pseudonym.</param>
/// <param name="View">As the source calls it; empty where it does not.</param>
/// <param name="Origin">File or object of the source.</param>
/// <param name="WindowLow">The stored value that the source shows as black.</param>
/// <param name="WindowHigh">The stored value that it shows as white.</param>
/// <param name="Modality">As the source says, such as CT; empty where it does not.</param>
/// <param name="RescaleSlope">With the intercept, what a stored value means in the unit of its modality; null where it has none.</param>
/// <param name="RescaleIntercept">What a stored zero means in that unit.</param>
/// <param name="Slices">That a reader can scroll through; 0 for a single image.</param>
/// <param name="KeySlice">The one that is shown first and that models see, from 0.</param>
/// <param name="PixelsHash">SHA-256 of the stored PNG.</param>
/// <param name="ThumbnailHash">SHA-256 of its thumbnail.</param>
/// <param name="Review">Whether text may be burned into the pixels, and what a person made of it.</param>
/// <param name="ReviewedBy">Who decided so; null before anybody has.</param>
/// <param name="ReviewedUtc">When.</param>
/// <param name="Labels">In the set's order.</param>
/// <param name="Boxes">Where findings lie.</param>
/// <param name="Masks">Labels whose findings the source has outlined.</param>
/// <param name="OfPatient">Every case of the patient in this data set, this one among them, by number; the first hundred.</param>
/// <param name="Previous">Number of the case before it among those that the filter lets through; null at the end.</param>
/// <param name="Next">Number of the case after it.</param>
public sealed record CaseDetails(
    CaseId Id, DatasetId DatasetId, string DatasetName, bool IsSynthetic, string Adapter, Guid ImportId, string ImportedBy, DateTime ImportedUtc,
    int Number, string Patient, DatasetSplit Split, string View, string Origin,
    int Width, int Height, int BitDepth, int WindowLow, int WindowHigh, string Modality, double? RescaleSlope, double? RescaleIntercept,
    int Slices, int KeySlice, string PixelsHash, string ThumbnailHash, CaseReview Review, string? ReviewedBy, DateTime? ReviewedUtc,
    IReadOnlyList<CaseFinding> Labels, IReadOnlyList<CaseBox> Boxes, IReadOnlyList<string> Masks, IReadOnlyList<PatientCase> OfPatient, int? Previous, int? Next)
{
    /// <summary>DICOM's codes for what was done against names (PS3.16, CID 7050): the basic profile of every DICOM file, and cleaned pixels where a person blacked out text.</summary>
    public IReadOnlyList<string> DeidentificationMethods =>
        [.. Adapter.StartsWith("dicom", StringComparison.Ordinal) ? (string[])["113100"] : [], .. Review == CaseReview.Redacted ? (string[])[RedactCase.MethodCode] : []];
}
