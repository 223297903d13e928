namespace StudyPortal.Imaging.Raster;

/// <summary>How a decoded raster image stores one sample.</summary>
public enum SampleType
{
    /// <summary>Unsigned integers.</summary>
    EightBits,

    /// <summary>Unsigned integers.</summary>
    SixteenBits,

    /// <summary>Of 32 bits.</summary>
    FloatingPoint,
}
