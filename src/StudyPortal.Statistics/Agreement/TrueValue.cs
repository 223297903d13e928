namespace StudyPortal.Statistics.Agreement;

/// <summary>What happens to the quantity of a subject between its repeated measurements.</summary>
public enum TrueValue
{
    /// <summary>It stays: the repeats of the two methods belong to the subject and not to each other.</summary>
    Constant,

    /// <summary>It changes: a measurement by the first method belongs to that by the second at the same place in the list.</summary>
    Varying,
}
