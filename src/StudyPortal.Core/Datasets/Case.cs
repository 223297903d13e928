using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>One image of one patient.</summary>
public sealed class Case
{
    public required CaseId Id { get; init; }

    public required DatasetId DatasetId { get; init; }

    /// <summary>Position in the data set, from 1; how people name the case.</summary>
    public required int Number { get; init; }

    /// <summary>Pseudonym of the patient; never the source's id.</summary>
    public required string Patient { get; init; }

    public required DatasetSplit Split { get; set; }

    /// <summary>The pixels as a grayscale PNG of 8 or 16 bits, without any metadata.</summary>
    public required BlobHash Pixels { get; set; }

    /// <summary>A small 8-bit PNG for grids.</summary>
    public required BlobHash Thumbnail { get; set; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>8 or 16.</summary>
    public required int BitDepth { get; init; }

    /// <summary>The stored value at or below which the source's own presentation is black.</summary>
    public int WindowLow { get; init; }

    /// <summary>The stored value at or above which it is white.</summary>
    public int WindowHigh { get; init; } = byte.MaxValue;

    /// <summary>DICOM's code such as DX or CT; empty when the source does not say.</summary>
    public string Modality { get; init; } = "";

    /// <summary>With <see cref="RescaleIntercept"/>, what a stored value means in the unit of its modality; null where it has none.</summary>
    public double? RescaleSlope { get; init; }

    /// <inheritdoc cref="RescaleSlope"/>
    public double? RescaleIntercept { get; init; }

    /// <summary>Which of its slices the case is, from 0; the others only lie beside it. Always 0 for a single image, which has no slices.</summary>
    public int KeySlice { get; init; }

    /// <summary>View position such as PA or AP; empty when the source does not say.</summary>
    public required string View { get; init; }

    /// <summary>Where the keeper of the source finds it, in words that name no patient: a line of its CSV, or a pseudonymous UID.</summary>
    public required string Origin { get; init; }

    /// <summary>The keyed hash of its name in the source, by which a second import knows it again; null where it was not imported.</summary>
    public string? SourceKey { get; init; }

    /// <summary>Whether text may be burned into the pixels, and what a person made of it.</summary>
    public CaseReview Review { get; set; }

    /// <summary>Who decided on it last; null before anybody has.</summary>
    public string? ReviewedBy { get; set; }

    public DateTime? ReviewedUtc { get; set; }
}
