namespace StudyPortal.Statistics.Agreement;

/// <summary>What the differences between rating values mean.</summary>
public enum MeasurementLevel
{
    Nominal,
    Ordinal,
    Interval,

    /// <summary>Zero is the absence of what is rated; values are not negative.</summary>
    Ratio,
}
