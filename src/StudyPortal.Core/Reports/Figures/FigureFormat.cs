namespace StudyPortal.Core.Reports.Figures;

public enum FigureFormat
{
    /// <summary>Vector, 96 pixels to the inch.</summary>
    Svg,

    /// <summary>300 pixels to the inch, if nothing else is asked for.</summary>
    Png,

    /// <summary>Vector, one page of the figure's size, its typeface within.</summary>
    Pdf,
}
