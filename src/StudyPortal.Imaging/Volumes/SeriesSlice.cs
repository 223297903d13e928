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

    /// <summary>Its values in the unit of its modality are whole numbers.</summary>
    public required bool IsWhole { get; init; }

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
        var values = DicomPixels.ToModality(DicomFile.Read(File).Dataset)
            ?? throw new ImageFormatException(ImageFault.UnsupportedPixelFormat, "The slice is in colour; slices of gray values are read.", File);
        var bytes = new byte[values.Length * (areWhole ? 4 : 8)];
        foreach (var (index, value) in values.Index())
        {
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
            IsWhole = IsRescaledWhole(dataset),
        };
    }

    private static bool IsRescaledWhole(DicomDataset dataset) =>
        dataset.UnsignedShort(DicomTags.BitsAllocated) <= 16 && dataset.Items(DicomTags.ModalityLutSequence).Count == 0
        && dataset.Decimals(DicomTags.RescaleSlope).Concat(dataset.Decimals(DicomTags.RescaleIntercept)).All(number => double.IsInteger(number) && Math.Abs(number) < short.MaxValue);
}
