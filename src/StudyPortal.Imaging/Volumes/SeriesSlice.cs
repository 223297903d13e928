using System.Buffers.Binary;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Imaging.Volumes;

/// <summary>One file of a series: where it lies, and what its pixels mean.</summary>
internal sealed record SeriesSlice(string File, SlicePlane Plane, Point3 Corner, Point3 Row, Point3 Column, int Height, int Width)
{
    /// <summary>Millimetres from one row to the next.</summary>
    public required double RowSpacing { get; init; }

    public required double ColumnSpacing { get; init; }

    /// <summary>Of a slice alone; 1 where the file does not say.</summary>
    public required double Thickness { get; init; }

    public required LinearRescale Rescale { get; init; }

    /// <summary>Rescaled values are whole numbers.</summary>
    public bool IsWhole => double.IsInteger(Rescale.Slope) && double.IsInteger(Rescale.Intercept) && Math.Abs(Rescale.Slope) < 1000 && Math.Abs(Rescale.Intercept) < 1e6;

    public static SeriesSlice Read(string file)
    {
        try
        {
            return Of(file, DicomFile.Read(file).Dataset);
        }
        catch (ImageFormatException refused) when (refused.File is null)
        {
            throw refused.In(file);
        }
    }

    public bool IsLike(SeriesSlice other) =>
        (Plane.Series, Plane.Facing, Height, Width, RowSpacing, ColumnSpacing) == (other.Plane.Series, other.Plane.Facing, other.Height, other.Width, other.RowSpacing, other.ColumnSpacing);

    /// <summary>Little-endian, as whole numbers of 32 bits or floating numbers of 64.</summary>
    public byte[] Values(bool areWhole)
    {
        var stored = DicomPixels.Stored(DicomFile.Read(File).Dataset).Values;
        var bytes = new byte[stored.Length * (areWhole ? 4 : 8)];
        for (var index = 0; index < stored.Length; index++)
        {
            var value = stored[index] * Rescale.Slope + Rescale.Intercept;
            if (areWhole) BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * index), (int)value);
            else BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8 * index), value);
        }
        return bytes;
    }

    private static SeriesSlice Of(string file, DicomDataset dataset)
    {
        if (DicomPixels.Frames(dataset) > 1)
            throw new ImageFormatException(ImageFault.UnsupportedFormat, "The file holds several frames; one slice per file is read as a series.");
        if (SlicePlane.Of(dataset) is not { } plane
            || dataset.Decimals(DicomTags.ImageOrientationPatient) is not [var rowX, var rowY, var rowZ, var columnX, var columnY, var columnZ]
            || dataset.Decimals(DicomTags.ImagePositionPatient) is not [var x, var y, var z]
            || dataset.Decimals(DicomTags.PixelSpacing) is not [var rowSpacing, var columnSpacing])
            throw new ImageFormatException(ImageFault.InvalidDataset, "The file does not say where its slice lies: SeriesInstanceUID, ImagePositionPatient, ImageOrientationPatient and PixelSpacing were expected.");
        return new(file, plane, new(x, y, z), new(rowX, rowY, rowZ), new(columnX, columnY, columnZ), dataset.UnsignedShort(DicomTags.Rows) ?? 0, dataset.UnsignedShort(DicomTags.Columns) ?? 0)
        {
            RowSpacing = rowSpacing,
            ColumnSpacing = columnSpacing,
            Thickness = dataset.Decimals(DicomTags.SliceThickness) is [> 0 and var thickness, ..] ? thickness : 1,
            Rescale = new LinearRescale(
                dataset.Decimals(DicomTags.RescaleSlope) is [var slope, ..] && slope != 0 ? slope : 1,
                dataset.Decimals(DicomTags.RescaleIntercept) is [var intercept, ..] ? intercept : 0),
        };
    }
}
