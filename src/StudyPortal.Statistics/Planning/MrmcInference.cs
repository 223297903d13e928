namespace StudyPortal.Statistics.Planning;

/// <summary>Whom the planned comparison of two arms shall speak for.</summary>
public enum MrmcInference
{
    /// <summary>Other readers and other cases.</summary>
    RandomReadersRandomCases,

    /// <summary>These readers and other cases.</summary>
    FixedReadersRandomCases,

    /// <summary>Other readers and these cases.</summary>
    RandomReadersFixedCases,
}
