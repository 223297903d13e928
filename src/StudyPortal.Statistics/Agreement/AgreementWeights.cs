namespace StudyPortal.Statistics.Agreement;

/// <summary>How much two different ratings still agree, a and b being category values and m the largest distance on the declared scale.</summary>
public enum AgreementWeights
{
    /// <summary>Equal ratings agree, others do not.</summary>
    None,

    /// <summary>1 - |a - b| / m.</summary>
    Linear,

    /// <summary>1 - (a - b)^2 / m^2.</summary>
    Quadratic,
}
