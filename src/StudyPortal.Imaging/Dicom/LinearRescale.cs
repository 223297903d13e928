namespace StudyPortal.Imaging.Dicom;

/// <summary>What a pixel means in the unit of its modality, Hounsfield for CT: <see cref="Slope"/> × pixel + <see cref="Intercept"/>.</summary>
public sealed record LinearRescale(double Slope, double Intercept)
{
    /// <summary>The pixel, a whole number or between two, that has this value.</summary>
    public double PixelAt(double value) => (value - Intercept) / Slope;
}
