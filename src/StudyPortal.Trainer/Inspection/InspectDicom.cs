using StudyPortal.Imaging;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Trainer.Inspection;

/// <summary>Tells what a DICOM file says, and its pixels in every step from the stored values to the screen.</summary>
internal static class InspectDicom
{
    /// <returns>Without pixels where the file has none. The display, the values of the modality and the colours are those of the first frame.</returns>
    public static object Of(FileInfo file)
    {
        var dicom = DicomFile.Read(file.FullName);
        var hasPixels = DicomPixels.AreIn(dicom.Dataset);
        return new
        {
            Kind = "dicom",
            dicom.TransferSyntax,
            dicom.Warnings,
            Values = hasPixels ? Stored(dicom.Dataset) : null,
            Modality = hasPixels ? Modality(dicom.Dataset) : null,
            Display = hasPixels ? Display(DicomPixels.ToGray(dicom.Dataset)) : null,
            Rgb = hasPixels ? Colours(dicom.Dataset) : null,
            Named = DicomTagList.Named(dicom.Dataset),
            Tags = DicomTagList.Of(dicom.Dataset),
        };
    }

    /// <summary>The stored values of all frames, before any rescaling.</summary>
    private static InspectedValues Stored(DicomDataset dataset)
    {
        var frames = Enumerable.Range(0, DicomPixels.Frames(dataset)).Select(frame => DicomPixels.Stored(dataset, frame)).ToList();
        var first = frames[0];
        var shape = new List<long> { first.Height, first.Width };
        if (frames.Count > 1) shape.Insert(0, frames.Count);
        if (first.Samples > 1) shape.Add(first.Samples);
        return InspectedValues.Of(NameOf(first.Type), shape, [.. frames.SelectMany(frame => frame.Values)], (byte[])[.. frames.SelectMany(frame => frame.Bytes)]);
    }

    private static object? Modality(DicomDataset dataset)
    {
        if (DicomPixels.ToModality(dataset) is not { } values) return null;
        var mean = values.Average();
        return new { Min = values.Min(), Max = values.Max(), Mean = mean, Std = Math.Sqrt(values.Average(value => (value - mean) * (value - mean))) };
    }

    private static InspectedValues Display(GrayImage image) => InspectedValues.Of(
        "uint8", [image.Height, image.Width], Array.ConvertAll(image.Pixels, pixel => (double)pixel), Array.ConvertAll(image.Pixels, pixel => (byte)pixel));

    private static InspectedValues? Colours(DicomDataset dataset) => DicomPixels.ToRgb(dataset) is { } image
        ? InspectedValues.Of("uint8", [image.Height, image.Width, 3], Array.ConvertAll(image.Samples, sample => (double)sample), image.Samples)
        : null;

    /// <summary>As NumPy calls it.</summary>
    private static string NameOf(StoredType type) => $"{type}" switch
    {
        ['U', .. var bits] => $"uint{bits}",
        ['S', .. var bits] => $"int{bits}",
        var floating => $"float{floating[1..]}",
    };
}
