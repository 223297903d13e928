namespace StudyPortal.Core.Reports.Figures;

public enum CurveMarkKind
{
    /// <summary>Where sensitivity + specificity is largest on these same cases.</summary>
    Youden,

    /// <summary>Where a predicted probability of 0.5 is called positive.</summary>
    Half,
}
