namespace StudyPortal.Statistics.Roc;

/// <summary>Which rate a partial area is restricted to.</summary>
public enum PartialFocus
{
    /// <summary>Sensitivity, averaged over the specificities of the range.</summary>
    Specificity,

    /// <summary>Specificity, averaged over the sensitivities of the range.</summary>
    Sensitivity,
}
