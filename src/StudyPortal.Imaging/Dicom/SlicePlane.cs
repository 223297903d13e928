using System.Globalization;

namespace StudyPortal.Imaging.Dicom;

/// <summary>Where a slice lies in its series (PS3.3 C.7.6.2). Names the series as the file does: never to be stored.</summary>
/// <param name="Series">SeriesInstanceUID.</param>
/// <param name="Facing">Direction cosines of row and column to three decimals: equal for parallel slices.</param>
/// <param name="Along">Millimetres along their normal from the origin of the patient's coordinates.</param>
public sealed record SlicePlane(string Series, string Facing, double Along)
{
    /// <summary>Null where the file does not say.</summary>
    public static SlicePlane? Of(DicomDataset dataset, int frame = 0)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.Text(DicomTags.SeriesInstanceUid) is not { } series
            || FunctionalGroups.Of(dataset, frame, DicomTags.PlaneOrientationSequence).Decimals(DicomTags.ImageOrientationPatient) is not [var rowX, var rowY, var rowZ, var columnX, var columnY, var columnZ]
            || FunctionalGroups.Of(dataset, frame, DicomTags.PlanePositionSequence).Decimals(DicomTags.ImagePositionPatient) is not [var x, var y, var z])
            return null;
        var along = x * (rowY * columnZ - rowZ * columnY) + y * (rowZ * columnX - rowX * columnZ) + z * (rowX * columnY - rowY * columnX);
        var facing = string.Join('/', new[] { rowX, rowY, rowZ, columnX, columnY, columnZ }.Select(cosine => (Math.Round(cosine, 3) + 0.0).ToString(CultureInfo.InvariantCulture)));
        return double.IsFinite(along) ? new SlicePlane(series, facing, along) : null;
    }
}
