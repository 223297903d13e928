namespace StudyPortal.Core.Datasets;

/// <summary>A case in a grid, with the labels that are positive in alphabetical order.</summary>
/// <param name="Patient">A pseudonym.</param>
/// <param name="View">As the source calls it; empty where it does not.</param>
/// <param name="Modality">DICOM's code; empty where the source does not say.</param>
/// <param name="Review">Whether text may be burned into the pixels, and what a person made of it.</param>
/// <param name="Origin">File or object of the source.</param>
public sealed record CaseRow(
    CaseId Id, int Number, string Patient, DatasetSplit Split, string View, string Modality, CaseReview Review, string Origin, IReadOnlyList<string> Positive);
